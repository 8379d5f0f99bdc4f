package dev.mainnet.launcher.settings;

/** Something the user can understand and mend: told in its own words, without a stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with what is wrong and how to mend it. */
    public Refusal(String message) {
        super(message);
    }

    /** A refusal that follows from another failure. */
    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
