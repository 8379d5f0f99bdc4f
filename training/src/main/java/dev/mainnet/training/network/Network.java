package dev.mainnet.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.mainnet.training.weights.Weights;
import java.util.List;
import java.util.random.RandomGenerator;

/** Layers and their weights. Closing frees the weights. */
public final class Network implements AutoCloseable {
    /** What batch normalisation adds to the variance. */
    public static final float EPSILON = 1e-5f;

    private static final float MOMENTUM = 0.9f;
    /** For the batch normalisation of DJL's PyTorch: the second dimension, without moving any. */
    private static final int CHANNELS = -1;

    private final List<Layer> layers;
    private final Weights weights;

    private Network(List<Layer> layers, Weights weights) {
        this.layers = List.copyOf(layers);
        this.weights = weights;
    }

    /** A network that knows nothing yet: weights as random as K. He and others advise for rectified networks (2015). */
    public static Network untrained(List<Layer> layers, NDManager manager, RandomGenerator random) {
        Weights weights = new Weights(manager);
        layers.forEach(layer -> initialise(layer, weights, random));
        return new Network(layers, weights);
    }

    private static void initialise(Layer layer, Weights weights, RandomGenerator random) {
        switch (layer) {
            case Layer.Dense dense -> {
                double deviation = Math.sqrt(2.0 / dense.inputs());
                weights.random(dense.name() + ".weight", random, deviation, dense.outputs(), dense.inputs());
                weights.constant(dense.name() + ".bias", 0, dense.outputs());
            }
            case Layer.Convolution conv -> {
                int kernel = conv.kernel();
                double deviation = Math.sqrt(2.0 / (conv.inputs() * kernel * kernel));
                weights.random(
                        conv.name() + ".weight", random, deviation, conv.outputs(), conv.inputs(), kernel, kernel);
            }
            case Layer.BatchNorm norm -> {
                weights.constant(norm.name() + ".scale", 1, norm.channels());
                weights.constant(norm.name() + ".shift", 0, norm.channels());
                weights.measured(norm.name() + ".mean", 0, norm.channels());
                weights.measured(norm.name() + ".variance", 1, norm.channels());
            }
            case Layer.Residual residual -> {
                residual.path().forEach(inner -> initialise(inner, weights, random));
                residual.shortcut().forEach(inner -> initialise(inner, weights, random));
            }
            case Layer.Rectify rectify -> {}
            case Layer.Dropout dropout -> {}
            case Layer.MaxPool pool -> {}
            case Layer.GlobalAverage average -> {}
        }
    }

    public List<Layer> layers() {
        return layers;
    }

    public Weights weights() {
        return weights;
    }

    /**
     * The outputs of a batch.
     *
     * @param learning whether batch normalisation measures, and drop-out forgets
     */
    public NDArray outputs(NDArray batch, boolean learning) {
        return through(layers, batch, learning);
    }

    private NDArray through(List<Layer> path, NDArray batch, boolean learning) {
        NDArray x = batch;
        for (Layer layer : path) {
            x = through(layer, x, learning);
        }
        return x;
    }

    private NDArray through(Layer layer, NDArray x, boolean learning) {
        return switch (layer) {
            case Layer.Dense dense ->
                Linear.linear(x, weights.get(dense.name() + ".weight"), weights.get(dense.name() + ".bias"))
                        .singletonOrThrow();
            case Layer.Convolution conv ->
                Conv2d.conv2d(
                                x,
                                weights.get(conv.name() + ".weight"),
                                null,
                                square(conv.stride()),
                                square(conv.padding()))
                        .singletonOrThrow();
            case Layer.BatchNorm norm ->
                BatchNorm.batchNorm(
                                x,
                                weights.get(norm.name() + ".mean"),
                                weights.get(norm.name() + ".variance"),
                                weights.get(norm.name() + ".scale"),
                                weights.get(norm.name() + ".shift"),
                                CHANNELS,
                                MOMENTUM,
                                EPSILON,
                                learning)
                        .singletonOrThrow();
            case Layer.Rectify rectify -> Activation.relu(x);
            case Layer.Dropout dropout ->
                Dropout.dropout(x, (float) dropout.rate(), learning).singletonOrThrow();
            case Layer.MaxPool pool ->
                Pool.maxPool2d(x, square(pool.size()), square(pool.stride()), square(pool.padding()), false);
            case Layer.GlobalAverage average -> Pool.globalAvgPool2d(x);
            case Layer.Residual residual ->
                through(residual.path(), x, learning).add(through(residual.shortcut(), x, learning));
        };
    }

    private static Shape square(int size) {
        return new Shape(size, size);
    }

    @Override
    public void close() {
        weights.close();
    }
}
