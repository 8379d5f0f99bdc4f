package dev.mainnet.training.loop;

import dev.mainnet.training.weights.Snapshot;
import dev.mainnet.training.weights.Weights;
import org.jspecify.annotations.Nullable;

/** Remembers the weights of the best epoch. */
final class BestEpoch {
    private final Monitor monitor;
    private @Nullable EpochMetrics metrics;
    private @Nullable Snapshot snapshot;

    BestEpoch(Monitor monitor) {
        this.monitor = monitor;
    }

    void offer(EpochMetrics candidate, Weights weights) {
        EpochMetrics best = metrics;
        if (best == null || monitor.better(candidate, best)) {
            metrics = candidate;
            snapshot = Snapshot.of(weights);
        }
    }

    /** Its number, or 0 where there is none yet. */
    int epoch() {
        EpochMetrics best = metrics;
        return best == null ? 0 : best.epoch();
    }

    void restore(Weights weights) {
        Snapshot best = snapshot;
        if (best != null) {
            best.restore(weights);
        }
    }
}
