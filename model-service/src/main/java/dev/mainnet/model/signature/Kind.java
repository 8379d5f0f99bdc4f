package dev.mainnet.model.signature;

import java.util.Locale;

/** What a model answers: predictions from tensors, or text that goes on from text. */
public enum Kind {
    PREDICTION,
    TEXT;

    /** {@code prediction} or {@code text}, as the API and the events name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that {@link #text()}. */
    public static Kind named(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
