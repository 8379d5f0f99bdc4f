package dev.mainnet.model.metering;

import java.util.Locale;

/** How the tokens of a text are known. */
public enum Measured {
    /** The provider told them for exactly what was delivered. */
    REPORTED,
    /** The provider told of the prompt, and what was delivered was counted piece by piece. */
    COUNTED,
    /** The provider told nothing: four characters are taken for a token. */
    ESTIMATED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Measured named(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
