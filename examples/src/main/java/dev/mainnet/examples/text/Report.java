package dev.mainnet.examples.text;

import dev.mainnet.training.loop.EpochMetrics;
import dev.mainnet.training.loop.Progress;

/** Prints how the training goes. */
final class Report implements Progress {
    private static final int EVERY = 50;

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
        if (batch % EVERY == 0) {
            System.out.printf("epoch %d, batch %d of %d: loss %.3f%n", epoch, batch, batches, loss);
        }
    }

    @Override
    public void epoch(EpochMetrics metrics) {
        System.out.printf(
                "epoch %d: loss %.3f, validation loss %.3f, validation accuracy %.3f, %d s%n",
                metrics.epoch(),
                metrics.loss(),
                metrics.validationLoss(),
                metrics.validationAccuracy(),
                metrics.elapsed().toSeconds());
    }
}
