package dev.mainnet.job.dispatch;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobError;
import dev.mainnet.job.lifecycle.JobSettings;
import dev.mainnet.job.lifecycle.JobState;
import dev.mainnet.job.lifecycle.MoveJob;
import dev.mainnet.job.training.PublishModel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

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
        INFRASTRUCTURE_FAILURE,
        /** It was told to stop before there was anything to keep. */
        @JsonProperty("stopped")
        STOPPED
    }

    /**
     * A worker's last word.
     *
     * @param error for the job's owner, where it did not succeed
     * @param retryable whether a failure may be gone at the next attempt
     * @param computed how long all attempts computed, where the worker measures that
     * @param report what came of it, where that is more than files
     */
    record Report(
            long fencingToken,
            Outcome outcome,
            String error,
            boolean retryable,
            Duration computed,
            Optional<JsonNode> report) {}

    private final Leases leases;
    private final Workers workers;
    private final MoveJob moveJob;
    private final PublishModel publishModel;
    private final JobSettings settings;
    private final TransactionalOperator transaction;

    FinishJob(
            Leases leases,
            Workers workers,
            MoveJob moveJob,
            PublishModel publishModel,
            JobSettings settings,
            TransactionalOperator transaction) {
        this.leases = leases;
        this.workers = workers;
        this.moveJob = moveJob;
        this.publishModel = publishModel;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** @return an error 409 when the lease is lost */
    Mono<Void> finish(UUID workerId, UUID jobId, Report report) {
        return leases.held(workerId, jobId, report.fencingToken())
                .flatMap(job -> conclude(job, report))
                .filter(job -> job.state().hasResult() || job.state() == JobState.PUBLISHING)
                .flatMap(job -> workers.countDone(workerId))
                .as(transaction::transactional);
    }

    private Mono<Job> conclude(Job job, Report report) {
        return report.outcome() == Outcome.SUCCEEDED && PublishModel.concerns(job)
                ? publishModel.publish(job, report.computed(), report.report())
                : moveJob.move(job, concluded(job, report));
    }

    private Job concluded(Job job, Report report) {
        Instant now = Instant.now();
        return switch (report.outcome()) {
            case SUCCEEDED -> job.succeeded(now);
            case FAILED ->
                report.retryable()
                        ? job.workerLost(report.error(), settings.maxAttempts(), now)
                        : job.failed(new JobError(JobError.JOB_FAILED, report.error()), now);
            case STOPPED -> job.cancelled(now);
            case INFRASTRUCTURE_FAILURE -> job.workerLost(report.error(), settings.maxAttempts(), now);
        };
    }
}
