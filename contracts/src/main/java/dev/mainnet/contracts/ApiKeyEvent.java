package dev.mainnet.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#API_KEYS}: the last one of a key says whether it lives. */
public sealed interface ApiKeyEvent extends Event {

    /** The key that the event is about. */
    UUID keyId();

    @Override
    default String key() {
        return keyId().toString();
    }

    /**
     * A key was issued.
     *
     * @param sha256 SHA-256 of the whole text of the key, in lower-case hex; the text itself is known to its holder alone
     * @param scopes what the key may do: some of invoke, models, jobs, billing
     * @param deployments the deployments it may call; null allows all
     * @param creditLimitMicro what may be spent through it in all, in micro-credits; null sets no limit
     * @param requestsPerMinute null sets no limit of its own
     * @param expiresAt null never expires
     */
    record ApiKeyIssued(
            UUID keyId,
            UUID accountId,
            String username,
            String sha256,
            List<String> scopes,
            @Nullable List<UUID> deployments,
            @Nullable Long creditLimitMicro,
            @Nullable Integer requestsPerMinute,
            @Nullable Instant expiresAt)
            implements ApiKeyEvent {}

    /** A key was revoked and never works again. */
    record ApiKeyRevoked(UUID keyId) implements ApiKeyEvent {}
}
