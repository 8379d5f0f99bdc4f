package dev.mainnet.examples.iris;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trains the classifier on {@code iris.csv} and writes {@code iris.onnx} beside it. */
public final class TrainIris {
    private TrainIris() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.write(folder.resolve("iris.onnx"), model(folder));
    }

    /** The ONNX file that the rows in {@code folder} make. */
    static byte[] model(Path folder) {
        Flowers flowers = Flowers.read(folder.resolve("iris.csv"));
        SoftmaxRegression classifier =
                SoftmaxRegression.train(flowers.features(), flowers.species(), Flowers.SPECIES.size());
        return OnnxExport.model(classifier, Flowers.SPECIES).toByteArray();
    }
}
