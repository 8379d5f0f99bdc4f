package dev.mainnet.user.account;

/** What people may write about themselves, for validation of requests. */
public final class ProfileText {

    /** One line: no control characters and no halves of characters. */
    public static final String LINE = "[^\\p{Cc}\\p{Cs}]*";

    /** Several lines. */
    public static final String LINES = "[[^\\p{Cc}\\p{Cs}]\\r\\n\\t]*";

    public static final int MOST_OF_FULLNAME = 100;
    public static final int MOST_OF_BIO = 1_000;

    private ProfileText() {}
}
