package dev.mainnet.job.webhook;

import dev.mainnet.defaults.secret.Seal;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps the secrets of webhooks as they may be stored. */
@Component
final class SecretSeal {

    private final Seal seal;

    SecretSeal(@Value("${mainnet.encryption-key}") String encryptionKey) {
        this.seal = new Seal(encryptionKey);
    }

    byte[] seal(UUID webhookId, SigningSecret secret) {
        return seal.seal(webhookId, secret.text());
    }

    SigningSecret open(UUID webhookId, byte[] sealed) {
        return new SigningSecret(seal.open(webhookId, sealed));
    }
}
