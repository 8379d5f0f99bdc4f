package dev.mainnet.runner.loading;

import dev.mainnet.runner.refusal.Refusal;
import java.util.regex.Pattern;

/** The name a model is loaded under: letters, digits, dot, underscore and hyphen, so that it can be a file's name. */
public record ModelName(String value) {
    /** The one version that every model has. */
    public static final String VERSION = "1";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public ModelName {
        if (!VALID.matcher(value).matches()) {
            throw Refusal.invalid("A model's name has 1 to 128 characters of A-Z a-z 0-9 . _ -");
        }
    }

    /** The name where the version is the one there is, else a refusal with 404. */
    public static ModelName versioned(String name, String version) {
        if (!version.equals(VERSION)) {
            throw Refusal.notFound("Model '" + name + "' has no version '" + version + "'");
        }
        return new ModelName(name);
    }

    @Override
    public String toString() {
        return value;
    }
}
