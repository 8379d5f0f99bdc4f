package dev.mainnet.job.training;

import dev.mainnet.job.lifecycle.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A training as its owner watches it.
 *
 * @param metrics as its worker last told them: epoch, loss, accuracy, val_loss, val_accuracy, remaining_seconds
 */
record Training(Job job, JsonNode instructions, Map<String, Double> metrics) {

    /** What its owner is told of it and not of other jobs. */
    String status() {
        return job.state().status();
    }

    int currentEpoch() {
        return metrics.getOrDefault("epoch", 0.0).intValue();
    }

    int totalEpochs() {
        return instructions.path("epochs").asInt(0);
    }

    long estimatedSeconds() {
        return instructions.path("estimated_seconds").asLong(0);
    }

    /** Since a worker began it; nothing before. */
    Optional<Duration> elapsed(Instant now) {
        return job.times()
                .startedAt()
                .map(started ->
                        Duration.between(started, job.times().finishedAt().orElse(now)));
    }

    /** What is left, as its worker foresees it; before it does, what was estimated. */
    Optional<Duration> remaining() {
        if (job.state().isTerminal()) {
            return Optional.empty();
        }
        Double told = metrics.get("remaining_seconds");
        return Optional.of(Duration.ofSeconds(told == null ? estimatedSeconds() : told.longValue()));
    }
}
