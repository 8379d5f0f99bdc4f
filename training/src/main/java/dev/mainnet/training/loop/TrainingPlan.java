package dev.mainnet.training.loop;

import org.jspecify.annotations.Nullable;

/**
 * How to train.
 *
 * @param seed the same seed gives the same order of examples
 * @param earlyStopping nothing to train all epochs
 */
public record TrainingPlan(
        int epochs,
        OptimizerPlan optimizer,
        Schedule schedule,
        long seed,
        @Nullable EarlyStopping earlyStopping) {
    public TrainingPlan {
        if (epochs < 1) {
            throw new IllegalArgumentException("A training has at least one epoch");
        }
    }
}
