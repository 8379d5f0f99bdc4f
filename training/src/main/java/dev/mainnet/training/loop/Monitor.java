package dev.mainnet.training.loop;

import org.jspecify.annotations.Nullable;

/** The figure by which epochs are compared. */
public enum Monitor {
    LOSS,
    ACCURACY,
    VALIDATION_LOSS,
    VALIDATION_ACCURACY;

    /** Whether the first epoch did better. Where the figure is not known, the loss of learning decides. */
    boolean better(EpochMetrics metrics, EpochMetrics than) {
        Double mine = of(metrics);
        Double other = of(than);
        if (mine == null || other == null) {
            return metrics.loss() < than.loss();
        }
        return switch (this) {
            case LOSS, VALIDATION_LOSS -> mine < other;
            case ACCURACY, VALIDATION_ACCURACY -> mine > other;
        };
    }

    private @Nullable Double of(EpochMetrics metrics) {
        return switch (this) {
            case LOSS -> metrics.loss();
            case ACCURACY -> metrics.accuracy();
            case VALIDATION_LOSS -> metrics.validationLoss();
            case VALIDATION_ACCURACY -> metrics.validationAccuracy();
        };
    }
}
