package dev.mainnet.user.password;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import java.util.function.IntPredicate;

/** What some APIs ask of a password beside what the platform asks of every one: ten characters of four kinds (document 5, 2.1.1). */
public final class MixedPasswordRule {

    private static final int LEAST = 10;

    private MixedPasswordRule() {}

    /**
     * Refuses a password that is too short or of fewer kinds.
     *
     * @throws ApiException a validation error of the field password
     */
    public static void demand(Secret password) {
        String text = password.text();
        if (text.codePointCount(0, text.length()) < LEAST) {
            throw ApiException.invalid("password", "must have at least " + LEAST + " characters");
        }
        boolean mixed = has(text, Character::isUpperCase)
                && has(text, Character::isLowerCase)
                && has(text, Character::isDigit)
                && has(text, character -> !Character.isLetterOrDigit(character) && !Character.isWhitespace(character));
        if (!mixed) {
            throw ApiException.invalid(
                    "password", "must hold an uppercase and a lowercase letter, a digit and a special character");
        }
    }

    private static boolean has(String text, IntPredicate kind) {
        return text.codePoints().anyMatch(kind);
    }
}
