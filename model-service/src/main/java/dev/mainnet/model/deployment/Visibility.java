package dev.mainnet.model.deployment;

import java.util.Locale;

/** Who may see and call a deployment: everybody, or its owner and those the owner names. */
public enum Visibility {
    PUBLIC,
    PRIVATE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Visibility named(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
