package dev.mainnet.user.account;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What people may write about themselves, for validation of requests. */
public final class ProfileText {

    /**
     * What no text may hold: control characters, halves of characters, what turns the direction of the text around it, and what nobody sees.
     * The joiners U+200C and U+200D are no ornament in Persian, Indian scripts and emoji.
     */
    private static final String FORBIDDEN =
            "\\p{Cc}\\p{Cs}\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F"
                    + "\\uFEFF\\uFFF9-\\uFFFB\\uDB40\\uDC00-\\uDB40\\uDC7F";

    private static final String NOT_OF_A_LINE = FORBIDDEN + "\\p{Zl}\\p{Zp}";

    /** Spaces, joiners, fillers and what changes the look of the character before: nothing is seen of them alone. */
    private static final String UNSEEN = "\\p{Zs}\\p{Mn}\\p{Me}\\u115F\\u1160\\u200C\\u200D\\u2800\\u3164\\uFFA0";

    /** One line of which something is seen, or nothing at all. */
    public static final String LINE = "([" + UNSEEN + "]*[^" + NOT_OF_A_LINE + UNSEEN + "][^" + NOT_OF_A_LINE + "]*)?";

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
