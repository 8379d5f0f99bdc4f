package dev.mainnet.user.pseudonym;

import dev.mainnet.user.signingkey.SigningKeyProperties;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Stands for a text in a table that outlives whom it belongs to: its HMAC under a key derived from the platform's encryption key. Names and
 * addresses are short, so a plain hash could be guessed; whoever holds the table alone learns nothing of this one. With another encryption
 * key nothing is recognised any more.
 */
@Component
public final class Pseudonyms {

    private static final String HMAC = "HmacSHA256";

    private final byte[] root;

    Pseudonyms(SigningKeyProperties properties) {
        this.root = Base64.getDecoder().decode(properties.encryptionKey());
    }

    /**
     * 32 bytes, the same each time.
     *
     * @param purpose what they are kept for; the same text has another pseudonym for each
     */
    public byte[] of(String purpose, String text) {
        return hmac(hmac(root, purpose), text);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }
}
