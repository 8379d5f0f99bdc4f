package dev.mainnet.user.account;

import dev.mainnet.contracts.PlatformAccount;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public name of an account. ASCII only, so that no two names look alike; unique whatever the case of its letters.
 */
public record Username(String text) {

    /** The form of a username, as a regular expression. */
    public static final String FORM = "[A-Za-z0-9_-]{3,32}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public Username {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException("No username");
        }
    }

    /** Whether nobody may sign up under it: the platform's own models go by this name. */
    public boolean isReserved() {
        return text.equalsIgnoreCase(PlatformAccount.USERNAME);
    }

    /** Nothing for a text that no account can be named. */
    public static Optional<Username> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(new Username(text)) : Optional.empty();
    }
}
