package dev.mainnet.job.lifecycle;

import java.util.Optional;
import java.util.UUID;

/**
 * Who may work on a job: the worker that shows the fencing token.
 *
 * @param attempt how often the job was begun
 * @param fencingToken grows with each attempt and is never given twice
 * @param operatorId whose worker it is; nothing for the platform's own
 */
public record Lease(int attempt, long fencingToken, Optional<UUID> workerId, Optional<UUID> operatorId) {

    static final Lease NONE = new Lease(0, 0, Optional.empty(), Optional.empty());

    /** Whether this lease was given to that worker with that token. */
    public boolean isOf(UUID worker, long token) {
        return fencingToken == token && workerId.filter(worker::equals).isPresent();
    }

    /** Nobody's, until the next claim counts on. */
    Lease released() {
        return new Lease(attempt, fencingToken, Optional.empty(), Optional.empty());
    }
}
