package dev.mainnet.job.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobError;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What came of a training that is over. */
@Component
class ReadResults {

    /**
     * The results in the form of requirements/4-deep-learning.md.
     *
     * @param finalMetrics of the best epoch, whose weights the model has
     * @param trainingHistory for each figure its value after each epoch
     * @param performance of the model on the examples kept for validation
     * @param confusionMatrix of a model that tells classes: for each class how often each was told
     * @param endedBy completed, early or stopped
     * @param duration seconds from the first worker to the end
     * @param computeTime seconds that are paid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Results(
            UUID jobId,
            String status,
            @Nullable UUID modelId,
            @Nullable JsonNode finalMetrics,
            @Nullable JsonNode trainingHistory,
            @Nullable JsonNode performance,
            @Nullable JsonNode confusionMatrix,
            @Nullable Integer bestEpoch,
            @Nullable String endedBy,
            @Nullable Long duration,
            @Nullable Double computeTime,
            @Nullable Instant completedAt,
            TrainingStatus.Cost cost,
            @Nullable JobError error) {}

    private final Trainings trainings;
    private final TrainingReports reports;

    ReadResults(Trainings trainings, TrainingReports reports) {
        this.trainings = trainings;
        this.reports = reports;
    }

    /** @return an error of {@link ApiException}: 404, or 409 for a training that is not over */
    Mono<Results> read(UUID accountId, UUID id) {
        return trainings
                .find(accountId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Training job")))
                .flatMap(training -> training.job().state().isTerminal()
                        ? Mono.just(training)
                        : Mono.error(new ApiException(
                                        ErrorCode.CONFLICT,
                                        "The training is not over: its status is " + training.status())
                                .withRetryAfter(Duration.ofSeconds(2))))
                .flatMap(training -> reports.find(id)
                        .filter(report -> training.job().state().hasResult())
                        .defaultIfEmpty(JsonNodeFactory.instance.objectNode())
                        .map(report -> results(training, report)));
    }

    private static Results results(Training training, JsonNode report) {
        Job job = training.job();
        boolean made = job.state().hasResult();
        return new Results(
                job.id(),
                training.status(),
                made ? job.result().flatMap(Job.Result::modelId).orElse(null) : null,
                report.get("final_metrics"),
                report.get("history"),
                report.get("performance"),
                report.get("confusion_matrix"),
                report.has("best_epoch") ? report.get("best_epoch").asInt() : null,
                report.has("ended_by") ? report.get("ended_by").asString() : null,
                training.elapsed(Instant.now()).map(Duration::toSeconds).orElse(null),
                made
                        ? job.result()
                                .map(result -> result.computed().toMillis() / 1000.0)
                                .orElse(null)
                        : null,
                job.times().finishedAt().orElse(null),
                TrainingStatus.Cost.of(job),
                job.error().orElse(null));
    }
}
