package dev.mainnet.job.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobError;
import dev.mainnet.job.lifecycle.JobSettings;
import dev.mainnet.job.lifecycle.JobState;
import dev.mainnet.job.lifecycle.MoveJob;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes a worker's word that it is done with a job, one way or another. */
@Component
class FinishJob {

    /** How it went. */
    enum Outcome {
        @JsonProperty("succeeded")
        SUCCEEDED,
        /** The job itself is at fault. */
        @JsonProperty("failed")
        FAILED,
        /** The worker is at fault, or is shutting down. */
        @JsonProperty("infrastructure_failure")
        INFRASTRUCTURE_FAILURE
    }

    /**
     * A worker's last word.
     *
     * @param error for the job's owner, where it did not succeed
     * @param retryable whether a failure may be gone at the next attempt
     */
    record Report(long fencingToken, Outcome outcome, String error, boolean retryable) {}

    private final Leases leases;
    private final Workers workers;
    private final MoveJob moveJob;
    private final JobSettings settings;
    private final TransactionalOperator transaction;

    FinishJob(
            Leases leases, Workers workers, MoveJob moveJob, JobSettings settings, TransactionalOperator transaction) {
        this.leases = leases;
        this.workers = workers;
        this.moveJob = moveJob;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** @return an error 409 when the lease is lost */
    Mono<Void> finish(UUID workerId, UUID jobId, Report report) {
        return leases.held(workerId, jobId, report.fencingToken())
                .flatMap(job -> moveJob.move(job, concluded(job, report)))
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .flatMap(job -> workers.countDone(workerId))
                .as(transaction::transactional);
    }

    private Job concluded(Job job, Report report) {
        Instant now = Instant.now();
        return switch (report.outcome()) {
            case SUCCEEDED -> job.succeeded(now);
            case FAILED ->
                report.retryable()
                        ? job.workerLost(report.error(), settings.maxAttempts(), now)
                        : job.failed(new JobError(JobError.JOB_FAILED, report.error()), now);
            case INFRASTRUCTURE_FAILURE -> job.workerLost(report.error(), settings.maxAttempts(), now);
        };
    }
}
