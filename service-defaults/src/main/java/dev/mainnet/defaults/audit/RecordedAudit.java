package dev.mainnet.defaults.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log as administrators read it.
 *
 * @param userId null for what concerns nobody in particular
 * @param requestId the {@code X-Request-Id} of the answer; null for what no request asked for
 */
public record RecordedAudit(
        UUID id,
        UUID actorId,
        String action,
        @Nullable UUID userId,
        Map<String, Object> details,
        @Nullable String requestId,
        Instant createdAt) {}
