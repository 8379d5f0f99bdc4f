package dev.mainnet.defaults.objectstore;

import java.util.regex.Pattern;

/** What a key may look like: a folder and a name without anything that leads elsewhere, in a directory as in a bucket. */
final class ObjectKeys {

    private static final Pattern KEY = Pattern.compile("[a-z0-9-]+(/[A-Za-z0-9][A-Za-z0-9._-]*)+");

    private ObjectKeys() {}

    /** @throws IllegalArgumentException for what is no key */
    static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("No key of an object: " + key);
        }
        return key;
    }
}
