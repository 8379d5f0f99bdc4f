package dev.mainnet.job.dispatch;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A machine that runs jobs.
 *
 * @param operatorId who lent it and earns with it; nothing for the platform's own
 * @param tokenSha256 what is kept of its token
 */
record Worker(
        UUID id,
        Optional<UUID> operatorId,
        String name,
        byte[] tokenSha256,
        Capabilities capabilities,
        long jobsDone,
        Instant enrolledAt,
        Instant lastSeenAt) {}
