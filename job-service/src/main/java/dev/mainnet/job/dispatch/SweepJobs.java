package dev.mainnet.job.dispatch;

import dev.mainnet.job.lifecycle.JobError;
import dev.mainnet.job.lifecycle.JobSettings;
import dev.mainnet.job.lifecycle.MoveJob;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Looks after jobs that nobody looks after any more. Any number of instances may sweep at once. */
@Component
class SweepJobs {

    private static final int AT_ONCE = 50;
    private static final JobError TOO_LATE =
            new JobError(JobError.DEADLINE_EXCEEDED, "The job was not over by its deadline");

    private final Leases leases;
    private final MoveJob moveJob;
    private final JobSettings settings;
    private final TransactionalOperator transaction;

    SweepJobs(Leases leases, MoveJob moveJob, JobSettings settings, TransactionalOperator transaction) {
        this.leases = leases;
        this.moveJob = moveJob;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** Fails what is overdue, then takes jobs from silent workers. */
    Mono<Void> sweep() {
        Mono<Void> late = leases.overdue(AT_ONCE)
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(job -> moveJob.move(job, job.failed(TOO_LATE, Instant.now())))
                .then()
                .as(transaction::transactional);
        Mono<Void> silent = leases.expired(AT_ONCE)
                .collectList()
                .flatMapIterable(jobs -> jobs)
                .concatMap(job -> moveJob.move(
                        job,
                        job.workerLost(
                                "Workers were lost while they ran this job", settings.maxAttempts(), Instant.now())))
                .then()
                .as(transaction::transactional);
        return late.then(silent);
    }
}
