package dev.mainnet.training.loop;

import java.util.List;

/**
 * What became of a training. The weights are those of the best epoch, or the last ones where it was stopped in the first.
 *
 * @param best which epoch was the best, counted from 1; 0 where none was finished
 */
public record History(List<EpochMetrics> epochs, int best, End end) {
    public History {
        epochs = List.copyOf(epochs);
    }

    /** Why it ended. */
    public enum End {
        COMPLETED,
        /** It got no better. */
        EARLY,
        /** Somebody stopped it. */
        STOPPED
    }
}
