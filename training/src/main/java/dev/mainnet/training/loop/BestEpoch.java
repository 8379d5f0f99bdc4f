package dev.mainnet.training.loop;

import dev.mainnet.training.weights.Snapshot;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the weights of the best epoch. */
final class BestEpoch {
    private final Monitor monitor;
    private @Nullable EpochMetrics metrics;
    private @Nullable Snapshot weights;

    BestEpoch(Monitor monitor) {
        this.monitor = monitor;
    }

    /** Whether the epoch is better than all that were remembered so far. */
    boolean beatenBy(EpochMetrics candidate) {
        EpochMetrics best = metrics;
        return best == null || monitor.better(candidate, best);
    }

    void remember(EpochMetrics epoch, Snapshot after) {
        metrics = epoch;
        weights = after;
    }

    /** Its number, or 0 where there is none yet. */
    int epoch() {
        EpochMetrics best = metrics;
        return best == null ? 0 : best.epoch();
    }

    Optional<Snapshot> weights() {
        return Optional.ofNullable(weights);
    }
}
