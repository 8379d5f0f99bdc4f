package dev.mainnet.training.loop;

/** Hears how a training goes, in the training's thread. */
public interface Progress {
    /**
     * A batch was learned.
     *
     * @param epoch counted from 1
     * @param batch counted from 1
     */
    void batch(int epoch, int batch, int batches, double loss);

    /** An epoch is over. */
    void epoch(EpochMetrics metrics);
}
