package dev.mainnet.user.dialect.atlas;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import java.util.function.IntPredicate;

/** What the document asks of a password (2.1.1), beside what the platform asks of every password. */
final class AtlasPassword {

    private static final int LEAST = 10;

    private AtlasPassword() {}

    /**
     * Refuses a password that the document does not allow.
     *
     * @throws ApiException a validation error of the field password
     */
    static void demand(Secret password) {
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
