package dev.mainnet.training.text;

import dev.mainnet.training.loop.EpochMetrics;
import dev.mainnet.training.loop.Progress;

/** Hears nothing. */
final class Silence implements Progress {
    @Override
    public void batch(int epoch, int batch, int batches, double loss) {}

    @Override
    public void epoch(EpochMetrics metrics) {}
}
