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
     * A key was issued, or given another text.
     *
     * @param sha256 SHA-256 of the whole text of the key, in lower-case hex; the text itself is known to its holder alone
     * @param scopes what the key may do: some of invoke, models, jobs, billing
     * @param deployments the deployments it may call; null allows all
     * @param creditLimitMicro what may be spent through it, in micro-credits; null sets no limit
     * @param creditLimitReset when the limit is full again; null never
     * @param requestsPerMinute null sets no limit of its own
     * @param tokensPerMinute of text, input and output together; null sets no limit of its own
     * @param expiresAt null never expires
     * @param previousSha256 of the text before this one, where it still works for a while; null where none does
     * @param previousExpiresAt until when
     */
    record ApiKeyIssued(
            UUID keyId,
            UUID accountId,
            String username,
            String sha256,
            List<String> scopes,
            @Nullable List<UUID> deployments,
            @Nullable Long creditLimitMicro,
            @Nullable CreditLimitReset creditLimitReset,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer tokensPerMinute,
            @Nullable Instant expiresAt,
            @Nullable String previousSha256,
            @Nullable Instant previousExpiresAt)
            implements ApiKeyEvent {}

    /** A key was revoked and never works again. */
    record ApiKeyRevoked(UUID keyId) implements ApiKeyEvent {}
}
