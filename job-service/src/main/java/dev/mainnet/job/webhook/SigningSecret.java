package dev.mainnet.job.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver knows a delivery by: the symmetric secret of Standard Webhooks (standardwebhooks.com), {@code whsec_} and 24 to 64
 * bytes in Base64. Printed it shows nothing.
 */
record SigningSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** One that nobody can guess. */
    static SigningSecret generate() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    /** One that a user chose, with or without the prefix; nothing for a text that is none. */
    static Optional<SigningSecret> parse(String text) {
        String encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        try {
            int bytes = Base64.getDecoder().decode(encoded).length;
            return bytes < LEAST_BYTES || bytes > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(new SigningSecret(PREFIX + encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The signature of a message, as the header {@code webhook-signature} has it. */
    String sign(String messageId, Instant timestamp, String body) {
        String signed = messageId + "." + timestamp.getEpochSecond() + "." + body;
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring(PREFIX.length())), HMAC));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
