package dev.mainnet.job.lifecycle;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Stops a job at its owner's word. It is over at once; a worker that runs it learns so from its next heartbeat. A job whose work is done
 * cannot be cancelled any more: what it made would be had for nothing.
 */
@Component
public class CancelJob {

    private final Jobs jobs;
    private final MoveJob moveJob;
    private final TransactionalOperator transaction;

    CancelJob(Jobs jobs, MoveJob moveJob, TransactionalOperator transaction) {
        this.jobs = jobs;
        this.moveJob = moveJob;
        this.transaction = transaction;
    }

    /** @return an error of {@link ApiException}: 404, or 409 for a job that is over */
    public Mono<Job> cancel(UUID accountId, UUID id) {
        return jobs.lock(id)
                .filter(job -> job.accountId().equals(accountId))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Job")))
                .filter(job -> !job.state().isTerminal() && job.state() != JobState.PUBLISHING)
                .flatMap(job -> moveJob.move(job, job.cancelled(Instant.now())))
                .switchIfEmpty(Mono.error(() -> new ApiException(ErrorCode.CONFLICT, "The job is over already")))
                .as(transaction::transactional);
    }
}
