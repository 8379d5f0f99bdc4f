package dev.mainnet.training.loop;

/** Hears nothing. */
public final class Silence implements Progress {
    @Override
    public void batch(int epoch, int batch, int batches, double loss) {}

    @Override
    public void epoch(EpochMetrics metrics) {}
}
