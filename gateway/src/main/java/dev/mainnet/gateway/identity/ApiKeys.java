package dev.mainnet.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The API keys that live, by the SHA-256 of their text: the text itself is known to their holders alone. */
@Component
final class ApiKeys {

    private static final int MAX_LENGTH = 256;
    private static final int MAX_FORMER = 100_000;

    private final Map<UUID, List<String>> hashesById = new ConcurrentHashMap<>();
    private final Map<String, ApiKeyIssued> keyByHash = new ConcurrentHashMap<>();
    /** Hashes that were some key's; one that is dropped looks like a key that nobody has heard of, and is refused a little later. */
    private final Cache<String, Boolean> former =
            Caffeine.newBuilder().maximumSize(MAX_FORMER).build();

    private final Clock clock;

    ApiKeys(Clock clock) {
        this.clock = clock;
    }

    /** Takes over what happened to a key; a repetition changes nothing. */
    void apply(Event event) {
        if (event instanceof ApiKeyIssued key) {
            List<String> hashes = hashes(key);
            List<String> before = Objects.requireNonNullElse(hashesById.put(key.keyId(), hashes), List.of());
            // What stays is never gone for a moment: requests come while the key changes.
            hashes.forEach(hash -> keyByHash.put(hash, key));
            before.stream().filter(hash -> !hashes.contains(hash)).forEach(this::end);
        } else if (event instanceof ApiKeyRevoked key) {
            Objects.requireNonNullElse(hashesById.remove(key.keyId()), List.<String>of())
                    .forEach(this::end);
        }
    }

    private void end(String hash) {
        former.put(hash, true);
        keyByHash.remove(hash);
    }

    /** Whether a key has or had the text with that hash. */
    boolean isHeardOf(String hash) {
        return keyByHash.containsKey(hash) || former.getIfPresent(hash) != null;
    }

    /** The key with that text, or whose text it was until a moment that is still to come, unless it was revoked or has expired by now. */
    Optional<ApiKeyIssued> withText(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String hash = sha256(text);
        Instant now = clock.instant();
        return Optional.ofNullable(keyByHash.get(hash))
                .filter(key -> isBefore(now, key.expiresAt()))
                .filter(key -> hash.equals(key.sha256()) || isBefore(now, key.previousExpiresAt()));
    }

    private static boolean isBefore(Instant now, @Nullable Instant end) {
        return end == null || now.isBefore(end);
    }

    private static List<String> hashes(ApiKeyIssued key) {
        return key.previousSha256() == null ? List.of(key.sha256()) : List.of(key.sha256(), key.previousSha256());
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
