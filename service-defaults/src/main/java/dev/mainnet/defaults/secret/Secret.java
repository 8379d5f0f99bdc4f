package dev.mainnet.defaults.secret;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** A password, a token or a key: in JSON it is its text, printed it shows nothing. */
public record Secret(@JsonValue String text) {

    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int KEY_LENGTH = 32;
    private static final int SHOWN = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    /**
     * A new text that nobody can guess.
     *
     * @param length how many random characters follow the prefix, 5.95 bits each
     */
    public static Secret random(String prefix, int length) {
        return new Secret(RANDOM.ints(length, 0, BASE_62.length())
                .mapToObj(index -> String.valueOf(BASE_62.charAt(index)))
                .collect(Collectors.joining("", prefix, "")));
    }

    /** A new API key: {@code mk_} and 190 random bits. */
    public static Secret apiKey() {
        return random("mk_", KEY_LENGTH);
    }

    /** The beginning, for its owner to tell keys apart. */
    public String prefix() {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    /** What is stored of a random text in its place; too weak for passwords, which people choose. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
