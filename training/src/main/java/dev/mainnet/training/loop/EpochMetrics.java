package dev.mainnet.training.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an epoch went.
 *
 * @param epoch counted from 1
 * @param loss the mean while it was learning
 * @param accuracy the part of the examples it got right while learning, 0 to 1; nothing for regressions
 * @param validationLoss after the epoch; nothing where nothing was kept for validation
 * @param validationAccuracy after the epoch, 0 to 1
 * @param elapsed what the epoch took
 */
public record EpochMetrics(
        int epoch,
        double loss,
        @Nullable Double accuracy,
        @Nullable Double validationLoss,
        @Nullable Double validationAccuracy,
        Duration elapsed) {}
