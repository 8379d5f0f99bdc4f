package dev.mainnet.job.lifecycle;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a job early and keeps what it has made by then. One that was not begun yet has made nothing and is cancelled. */
@Component
public class StopJob {

    private final Jobs jobs;
    private final MoveJob moveJob;
    private final TransactionalOperator transaction;

    StopJob(Jobs jobs, MoveJob moveJob, TransactionalOperator transaction) {
        this.jobs = jobs;
        this.moveJob = moveJob;
        this.transaction = transaction;
    }

    /**
     * Asks for the end; a worker learns of it by its next heartbeat.
     *
     * @return the job as it is now; an error of {@link ApiException}: 404, or 409 for a job that is over
     */
    public Mono<Job> stop(UUID accountId, UUID id) {
        return jobs.lock(id)
                .filter(job -> job.accountId().equals(accountId))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Job")))
                .flatMap(this::stop)
                .as(transaction::transactional);
    }

    private Mono<Job> stop(Job job) {
        if (job.state().isTerminal()) {
            return Mono.error(new ApiException(ErrorCode.CONFLICT, "The job is over already"));
        }
        if (job.state() == JobState.PUBLISHING) {
            // It has come to its own end; what there is to keep is being kept.
            return Mono.just(job);
        }
        boolean begun = job.lease().attempt() > 0;
        return begun ? jobs.requestStop(job.id()).thenReturn(job) : moveJob.move(job, job.cancelled(Instant.now()));
    }
}
