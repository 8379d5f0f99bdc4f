package dev.mainnet.training.pictures;

import ai.djl.ndarray.NDManager;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.data.Split;
import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.export.ClassNodes;
import dev.mainnet.training.export.FileCheck;
import dev.mainnet.training.export.NetworkNodes;
import dev.mainnet.training.export.OnnxGraph;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.network.Architectures;
import dev.mainnet.training.network.Layer;
import dev.mainnet.training.network.Network;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model that tells the class of a picture. Closing frees its network. */
public final class PictureModel implements AutoCloseable {
    private static final int CHECKED_PICTURES = 5;

    private final Album album;
    private final Network network;
    private final NDManager manager;
    private final Split split;

    private PictureModel(Album album, List<Layer> layers, Split split, long seed) {
        this.album = album;
        this.split = split;
        manager = TrainingEngine.manager();
        network = Network.untrained(layers, manager, new Random(seed));
    }

    /** The networks for pictures. */
    public enum Architecture {
        CNN,
        RESNET18,
        RESNET50;

        List<Layer> layers(int classes) {
            return switch (this) {
                case CNN -> Architectures.convolutional(classes);
                case RESNET18 -> Architectures.resnet18(classes);
                case RESNET50 -> Architectures.resnet50(classes);
            };
        }
    }

    /**
     * A model that knows nothing yet.
     *
     * @param validationShare the part of each class to judge by, from 0 to less than 1
     */
    public static PictureModel untrained(Album album, Architecture architecture, double validationShare, long seed) {
        Map<Integer, String> groups = new LinkedHashMap<>();
        for (int i = 0; i < album.labels().size(); i++) {
            groups.put(i, album.classes().get(album.labels().get(i)));
        }
        Split split = Split.of(groups, validationShare, seed);
        return new PictureModel(album, architecture.layers(album.classes().size()), split, seed);
    }

    /** To learn the pictures that are not kept for validation. */
    public Task task(int batchSize) {
        return new PictureTask(network, album, split.learning(), split.validation(), batchSize);
    }

    /** The pictures kept for validation, or those learned where none were kept, as the model tells them. */
    public Evaluation.Classification evaluate() {
        List<Integer> judged = split.validation().isEmpty() ? split.learning() : split.validation();
        float[] wanted = new float[judged.size()];
        float[][] scores = new float[judged.size()][];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = album.labels().get(judged.get(i));
            try (NDManager working = manager.newSubManager()) {
                scores[i] = network.outputs(album.batch(working, new int[] {judged.get(i)}), false)
                        .toFloatArray();
            }
        }
        return Evaluation.Classification.of(album.classes(), wanted, scores);
    }

    /**
     * The model as an ONNX file that takes pictures of any size, as bytes.
     *
     * @throws IllegalStateException when the file does not tell some pictures as the network does
     */
    public byte[] onnx(String name) {
        byte[] file = file(name);
        for (int picture = 0;
                picture < Math.min(CHECKED_PICTURES, album.pictures().size());
                picture++) {
            try (NDManager working = manager.newSubManager()) {
                float[] scores = network.outputs(album.batch(working, new int[] {picture}), false)
                        .toFloatArray();
                FileCheck.check(file, List.of(album.tensor(picture)), "probabilities", FileCheck.probabilities(scores));
            }
        }
        return file;
    }

    private byte[] file(String name) {
        OnnxGraph graph = new OnnxGraph(name);
        String pictures = PictureNodes.scaled(graph, PictureNodes.resized(graph, album.size()));
        Map<String, String> metadata = new LinkedHashMap<>();
        new ClassNodes(graph, album.classes()).answer(new NetworkNodes(graph, network).of(pictures), metadata);
        return graph.file(metadata);
    }

    /** The number of learned numbers. */
    public long parameters() {
        return network.weights().parameters();
    }

    @Override
    public void close() {
        network.close();
        manager.close();
    }
}
