package dev.mainnet.training.network;

import dev.mainnet.training.network.Layer.BatchNorm;
import dev.mainnet.training.network.Layer.Convolution;
import dev.mainnet.training.network.Layer.Dense;
import dev.mainnet.training.network.Layer.GlobalAverage;
import dev.mainnet.training.network.Layer.MaxPool;
import dev.mainnet.training.network.Layer.Rectify;
import dev.mainnet.training.network.Layer.Residual;
import java.util.ArrayList;
import java.util.List;

/** The networks that can be trained. */
public final class Architectures {
    private static final int[] STAGE_WIDTHS = {64, 128, 256, 512};
    private static final int[] RESNET_18 = {2, 2, 2, 2};
    private static final int[] RESNET_50 = {3, 4, 6, 3};
    private static final int COLOURS = 3;
    private static final int TABLE_WIDTH = 64;

    private Architectures() {}

    /** A perceptron with hidden layers of the given sizes. */
    public static List<Layer> perceptron(int inputs, List<Integer> hidden, int outputs) {
        List<Layer> layers = new ArrayList<>();
        int width = inputs;
        for (int size : hidden) {
            layers.add(new Dense("hidden" + (layers.size() / 2 + 1), width, size));
            layers.add(new Rectify());
            width = size;
        }
        layers.add(new Dense("output", width, outputs));
        return layers;
    }

    /**
     * A residual network for tables (Y. Gorishniy and others, Revisiting deep learning models for tabular data, 2021): in each block a
     * normalisation and two dense layers are added to what came in.
     */
    public static List<Layer> residualPerceptron(int inputs, int blocks, int outputs) {
        List<Layer> layers = new ArrayList<>(List.of(new Dense("stem", inputs, TABLE_WIDTH)));
        for (int block = 1; block <= blocks; block++) {
            String name = "block" + block;
            layers.add(new Residual(
                    List.of(
                            new BatchNorm(name + ".norm", TABLE_WIDTH),
                            new Dense(name + ".dense1", TABLE_WIDTH, 2 * TABLE_WIDTH),
                            new Rectify(),
                            new Dense(name + ".dense2", 2 * TABLE_WIDTH, TABLE_WIDTH)),
                    List.of()));
        }
        layers.add(new BatchNorm("norm", TABLE_WIDTH));
        layers.add(new Rectify());
        layers.add(new Dense("output", TABLE_WIDTH, outputs));
        return layers;
    }

    /** A small convolutional network: three times a convolution and half the size. */
    public static List<Layer> convolutional(int outputs) {
        List<Layer> layers = new ArrayList<>();
        int width = COLOURS;
        for (int next : new int[] {32, 64, 128}) {
            layers.addAll(convolution("conv" + next, width, next, 3, 1));
            layers.add(new Rectify());
            layers.add(new MaxPool(2, 2, 0));
            width = next;
        }
        layers.add(new GlobalAverage());
        layers.add(new Dense("output", width, outputs));
        return layers;
    }

    /** K. He and others, Deep residual learning for image recognition, 2015, of 18 layers. */
    public static List<Layer> resnet18(int outputs) {
        return resnet(RESNET_18, false, outputs);
    }

    /** The same of 50 layers, with the stride in the middle convolution of a block, as it is commonly built today. */
    public static List<Layer> resnet50(int outputs) {
        return resnet(RESNET_50, true, outputs);
    }

    private static List<Layer> resnet(int[] blocks, boolean bottleneck, int outputs) {
        List<Layer> layers = new ArrayList<>(convolution("stem", COLOURS, 64, 7, 2));
        layers.add(new Rectify());
        layers.add(new MaxPool(3, 2, 1));
        int width = 64;
        for (int stage = 0; stage < blocks.length; stage++) {
            for (int block = 0; block < blocks[stage]; block++) {
                String name = "stage%d.block%d".formatted(stage + 1, block + 1);
                int stride = stage > 0 && block == 0 ? 2 : 1;
                int inner = STAGE_WIDTHS[stage];
                int next = bottleneck ? 4 * inner : inner;
                List<Layer> path = bottleneck ? narrow(name, width, inner, stride) : plain(name, width, inner, stride);
                List<Layer> shortcut = width == next && stride == 1
                        ? List.of()
                        : convolution(name + ".shortcut", width, next, 1, stride);
                layers.add(new Residual(path, shortcut));
                layers.add(new Rectify());
                width = next;
            }
        }
        layers.add(new GlobalAverage());
        layers.add(new Dense("output", width, outputs));
        return layers;
    }

    private static List<Layer> plain(String name, int inputs, int width, int stride) {
        List<Layer> path = new ArrayList<>(convolution(name + ".conv1", inputs, width, 3, stride));
        path.add(new Rectify());
        path.addAll(convolution(name + ".conv2", width, width, 3, 1));
        return path;
    }

    private static List<Layer> narrow(String name, int inputs, int width, int stride) {
        List<Layer> path = new ArrayList<>(convolution(name + ".conv1", inputs, width, 1, 1));
        path.add(new Rectify());
        path.addAll(convolution(name + ".conv2", width, width, 3, stride));
        path.add(new Rectify());
        path.addAll(convolution(name + ".conv3", width, 4 * width, 1, 1));
        return path;
    }

    private static List<Layer> convolution(String name, int inputs, int outputs, int kernel, int stride) {
        return List.of(
                new Convolution(name, inputs, outputs, kernel, stride, kernel / 2),
                new BatchNorm(name + ".norm", outputs));
    }
}
