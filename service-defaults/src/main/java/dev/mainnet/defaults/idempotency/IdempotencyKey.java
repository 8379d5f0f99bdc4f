package dev.mainnet.defaults.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The Idempotency-Key of one account. Of the key only a hash is stored; stored answers are encrypted with a second hash of it, so
 * that an API key shown once, or a model's output, cannot be read from the database.
 */
record IdempotencyKey(UUID accountId, String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    byte[] hash() {
        return digest("look-up", text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] encrypt(byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    byte[] decrypt(byte[] stored) {
        return crypt(
                Cipher.DECRYPT_MODE, Arrays.copyOf(stored, NONCE), Arrays.copyOfRange(stored, NONCE, stored.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec key =
                    new SecretKeySpec(digest("answer of " + accountId, text.getBytes(StandardCharsets.UTF_8)), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored answer cannot be en- or decrypted", e);
        }
    }

    static byte[] digest(String purpose, byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(purpose.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
                sha256.update(part);
            }
            return sha256.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "IdempotencyKey of " + accountId;
    }
}
