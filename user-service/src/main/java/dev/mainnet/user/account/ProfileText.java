package dev.mainnet.user.account;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What people may write about themselves, for validation of requests. */
public final class ProfileText {

    /** What no text may hold: control characters, halves of characters, and what turns the direction of the text around it. */
    private static final String FORBIDDEN = "\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069\\uFEFF";

    /** One line. */
    public static final String LINE = "[^" + FORBIDDEN + "\\p{Zl}\\p{Zp}]*";

    /** Several lines. */
    public static final String LINES = "[[^" + FORBIDDEN + "]\\r\\n\\t]*";

    public static final int MOST_OF_FULLNAME = 100;
    public static final int MOST_OF_BIO = 1_000;

    private ProfileText() {}

    /** The text in the one form of those that look the same (NFC); null for none or a blank one. */
    static @Nullable String normal(@Nullable String text) {
        return text == null || text.isBlank() ? null : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
