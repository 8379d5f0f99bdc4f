package dev.mainnet.job.training;

import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobError;
import dev.mainnet.job.lifecycle.Jobs;
import dev.mainnet.job.lifecycle.MoveJob;
import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends a training when it is known what became of its model. Part of the transaction under way. */
@Component
class ConcludeTraining {

    private final Jobs jobs;
    private final MoveJob moveJob;

    ConcludeTraining(Jobs jobs, MoveJob moveJob) {
        this.jobs = jobs;
        this.moveJob = moveJob;
    }

    Mono<Void> registered(ModelRegistered model) {
        return conclude(model.modelId(), job -> job.published(Instant.now()));
    }

    Mono<Void> refused(ModelRefused model) {
        return conclude(
                model.modelId(),
                job -> job.failed(
                        new JobError(JobError.JOB_FAILED, "The trained model cannot be served: " + model.reason()),
                        Instant.now()));
    }

    private Mono<Void> conclude(UUID modelId, UnaryOperator<Job> change) {
        return jobs.lockPublishing(modelId)
                .flatMap(job -> moveJob.move(job, change.apply(job)))
                .then();
    }
}
