package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.lifecycle.AwaitEnd;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.StopJob;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends a training early and keeps its best epoch, and waits a while for that to come to pass. */
@Component
class StopTraining {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trainings trainings;
    private final StopJob stopJob;
    private final AwaitEnd awaitEnd;

    StopTraining(Trainings trainings, StopJob stopJob, AwaitEnd awaitEnd) {
        this.trainings = trainings;
        this.stopJob = stopJob;
        this.awaitEnd = awaitEnd;
    }

    /** @return the job as it is then; an error of {@link ApiException}: 404, or 409 for a training that is over */
    Mono<Job> stop(UUID accountId, UUID id) {
        return trainings
                .find(accountId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Training job")))
                .flatMap(training -> stopJob.stop(accountId, id))
                .flatMap(job -> awaitEnd.await(accountId, id, PATIENCE).defaultIfEmpty(job));
    }
}
