package dev.mainnet.user.mailtoken;

import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;

/** What a mailed token is good for. An account has one of each at a time; a newer one takes its place. */
public enum Purpose {
    CONFIRMATION(Duration.ofHours(24)),
    PASSWORD_RESET(Duration.ofMinutes(30)),

    /** A password that works beside the account's own. */
    TEMPORARY_PASSWORD(Duration.ofMinutes(30));

    /** 43 characters of base 62 are 256 random bits. */
    private static final int LENGTH = 43;

    /** 20 characters are 119 bits, and still can be typed. */
    private static final int TYPED_LENGTH = 20;

    private final Duration lifetime;

    Purpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }

    Secret newText() {
        return this == TEMPORARY_PASSWORD ? Secret.random("Aa1!", TYPED_LENGTH) : Secret.random("", LENGTH);
    }
}
