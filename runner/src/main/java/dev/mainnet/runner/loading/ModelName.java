package dev.mainnet.runner.loading;

import dev.mainnet.runner.refusal.Refusal;
import java.util.regex.Pattern;

/** The name a model is loaded under: letters, digits, dot, underscore and hyphen, so that it can be a file's name. */
public record ModelName(String value) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public ModelName {
        if (!VALID.matcher(value).matches()) {
            throw Refusal.invalid("A model's name has 1 to 128 characters of A-Z a-z 0-9 . _ -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
