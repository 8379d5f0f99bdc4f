package dev.mainnet.billing.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is about.
 *
 * @param deploymentId the deployment that was called
 * @param jobId the job that was paid for
 * @param actorId the administrator who decided it
 */
public record Subject(
        @Nullable UUID deploymentId,
        @Nullable UUID jobId,
        @Nullable UUID actorId) {

    public static final Subject NONE = new Subject(null, null, null);

    public static Subject deployment(UUID deploymentId) {
        return new Subject(deploymentId, null, null);
    }

    public static Subject job(UUID jobId) {
        return new Subject(null, jobId, null);
    }

    public static Subject decidedBy(UUID actorId) {
        return new Subject(null, null, actorId);
    }
}
