package dev.mainnet.gateway.identity;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The API keys that live, by the SHA-256 of their text: the text itself is known to their holders alone. */
@Component
final class ApiKeys {

    private static final int MAX_LENGTH = 256;

    private final Map<UUID, String> hashById = new ConcurrentHashMap<>();
    private final Map<String, ApiKeyIssued> keyByHash = new ConcurrentHashMap<>();
    private final Clock clock;

    ApiKeys(Clock clock) {
        this.clock = clock;
    }

    /** Takes over what happened to a key; a repetition changes nothing. */
    void apply(Event event) {
        if (event instanceof ApiKeyIssued key) {
            forget(key.keyId());
            keyByHash.put(key.sha256(), key);
            hashById.put(key.keyId(), key.sha256());
        } else if (event instanceof ApiKeyRevoked key) {
            forget(key.keyId());
        }
    }

    /** The key with that text, unless it was revoked or has expired by now. */
    Optional<ApiKeyIssued> withText(String text) {
        return text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(keyByHash.get(sha256(text)))
                        .filter(key ->
                                key.expiresAt() == null || clock.instant().isBefore(key.expiresAt()));
    }

    private void forget(UUID keyId) {
        String hash = hashById.remove(keyId);
        if (hash != null) {
            keyByHash.remove(hash);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
