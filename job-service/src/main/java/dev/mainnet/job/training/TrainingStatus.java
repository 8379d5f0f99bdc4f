package dev.mainnet.job.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.JobError;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a training goes, in the form of requirements/4-deep-learning.md and more.
 *
 * @param metrics loss, accuracy, val_loss and val_accuracy of the last epoch, as far as there are such
 * @param elapsedTime seconds since a worker began it
 * @param estimatedTime seconds that are left, as far as can be told
 * @param queuePosition counted from 1, while it waits
 * @param estimatedStart when it is likely to begin, while it waits
 * @param modelId once it is over and has made one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrainingStatus(
        UUID jobId,
        String status,
        UUID datasetId,
        String modelType,
        int progress,
        int currentEpoch,
        int totalEpochs,
        Map<String, Double> metrics,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Long elapsedTime,
        @Nullable Long estimatedTime,
        @Nullable Integer queuePosition,
        @Nullable Instant estimatedStart,
        Cost cost,
        @Nullable UUID modelId,
        @Nullable JobError error) {

    private static final List<String> METRICS = List.of("loss", "accuracy", "val_loss", "val_accuracy");

    /**
     * What a training costs.
     *
     * @param estimated what was reserved: it never costs more
     * @param charged null until it is known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cost(
            Credits estimated, Credits perSecond, @Nullable Credits charged) {

        static Cost of(Job job) {
            return new Cost(
                    Credits.ofMicro(job.price().totalMicro()),
                    Credits.ofMicro(job.price().perSecondMicro()),
                    job.chargedMicro().map(Credits::ofMicro).orElse(null));
        }
    }

    static TrainingStatus of(Training training, Optional<QueuePlace> place, Instant now) {
        Job job = training.job();
        Map<String, Double> metrics = new LinkedHashMap<>();
        METRICS.forEach(
                name -> Optional.ofNullable(training.metrics().get(name)).ifPresent(value -> metrics.put(name, value)));
        return new TrainingStatus(
                job.id(),
                training.status(),
                job.work()
                        .datasetId()
                        .orElseGet(() -> UUID.fromString(
                                training.instructions().path("dataset_id").asString())),
                training.instructions().path("model_type").asString(""),
                job.progress(),
                training.currentEpoch(),
                training.totalEpochs(),
                metrics,
                job.times().createdAt(),
                job.times().startedAt().orElse(null),
                job.times().finishedAt().orElse(null),
                training.elapsed(now).map(Duration::toSeconds).orElse(null),
                training.remaining().map(Duration::toSeconds).orElse(null),
                place.map(QueuePlace::position).orElse(null),
                place.map(waits -> now.plus(waits.untilStart())).orElse(null),
                Cost.of(job),
                job.state().hasResult()
                        ? job.result().flatMap(Job.Result::modelId).orElse(null)
                        : null,
                job.error().orElse(null));
    }
}
