package dev.mainnet.user.password;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import org.springframework.stereotype.Component;

/** Which passwords an account may have: 8 to 128 characters, and none that is tried first. */
@Component
public final class PasswordPolicy {

    private static final int FEWEST = 8;
    private static final int MOST = 128;

    private final WellKnownPasswords wellKnown = new WellKnownPasswords();

    /**
     * Refuses what may not become a password.
     *
     * @throws ApiException a validation error of the field {@code password}
     */
    public void demand(Secret password) {
        demandBound(password);
        if (characters(password) < FEWEST) {
            throw ApiException.invalid("password", "must have at least " + FEWEST + " characters");
        }
        if (wellKnown.contains(password)) {
            throw ApiException.invalid("password", "is a well-known password");
        }
    }

    /** Refuses what is too long to be anybody's password, so that nothing of any length is hashed. */
    public void demandBound(Secret password) {
        if (characters(password) > MOST) {
            throw ApiException.invalid("password", "must have at most " + MOST + " characters");
        }
    }

    private static int characters(Secret password) {
        return password.text().codePointCount(0, password.text().length());
    }
}
