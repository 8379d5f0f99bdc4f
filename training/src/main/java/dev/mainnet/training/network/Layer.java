package dev.mainnet.training.network;

import java.util.List;

/**
 * One step of a network. Pictures have the shape [examples, channels, height, width], everything else [examples, numbers]. Layers that
 * learn have a name that no other layer of the network has.
 */
public sealed interface Layer {
    /** Every output is a weighted sum of all inputs and a bias. */
    record Dense(String name, int inputs, int outputs) implements Layer {}

    /** A square kernel over a picture, without a bias: a {@link BatchNorm} follows. */
    record Convolution(String name, int inputs, int outputs, int kernel, int stride, int padding) implements Layer {}

    /** Brings each channel to mean 0 and deviation 1 over the batch, then scales it as learned. */
    record BatchNorm(String name, int channels) implements Layer {}

    /** What is negative becomes 0. */
    record Rectify() implements Layer {}

    /** Forgets a random part of the numbers, while learning only. */
    record Dropout(double rate) implements Layer {}

    /** The largest of each square. */
    record MaxPool(int size, int stride, int padding) implements Layer {}

    /** The mean of each channel: pictures become numbers. */
    record GlobalAverage() implements Layer {}

    /**
     * The sum of two ways.
     *
     * @param shortcut may be empty: then what comes in is added as it is
     */
    record Residual(List<Layer> path, List<Layer> shortcut) implements Layer {
        public Residual {
            path = List.copyOf(path);
            shortcut = List.copyOf(shortcut);
        }
    }
}
