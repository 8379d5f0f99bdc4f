package dev.mainnet.job.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Encrypts secrets for the database with AES-256-GCM. The webhook's id is authenticated with each: no row opens as another. */
@Component
final class SecretSeal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    SecretSeal(@Value("${mainnet.encryption-key}") String base64) {
        this.key = new SecretKeySpec(keyBytes(base64), "AES");
    }

    byte[] seal(UUID webhookId, SigningSecret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, webhookId, nonce)
                    .doFinal(secret.text().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of webhook " + webhookId + " cannot be encrypted", e);
        }
    }

    SigningSecret open(UUID webhookId, byte[] sealed) {
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, webhookId, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new SigningSecret(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The secret of webhook " + webhookId + " was kept under another MAINNET_ENCRYPTION_KEY", e);
        }
    }

    private Cipher cipher(int mode, UUID webhookId, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("webhook " + webhookId).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] keyBytes(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // The cause would print the key; what follows says enough.
        }
        throw new IllegalStateException("MAINNET_ENCRYPTION_KEY must be " + KEY_BYTES + " bytes in base64");
    }
}
