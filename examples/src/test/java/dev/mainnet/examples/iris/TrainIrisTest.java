package dev.mainnet.examples.iris;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.onnx.TensorSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainIrisTest {
    private static final Path FOLDER = Path.of("iris");

    @Test
    void makesTheShippedFileByteForByte() throws IOException {
        assertThat(TrainIris.model(FOLDER)).isEqualTo(Files.readAllBytes(FOLDER.resolve("iris.onnx")));
    }

    @Test
    void declaresItsInputOutputsAndLabels() {
        try (OnnxModel model = OnnxModel.open(FOLDER.resolve("iris.onnx"), SessionSettings.defaults())) {
            assertThat(model.signature().inputs())
                    .containsExactly(new TensorSpec("input", Datatype.FP32, Shape.of(-1, 4), List.of()));
            assertThat(model.signature().outputs())
                    .containsExactly(
                            new TensorSpec("label", Datatype.BYTES, Shape.of(-1), List.of()),
                            new TensorSpec("probabilities", Datatype.FP32, Shape.of(-1, 3), Flowers.SPECIES));
        }
    }

    @Test
    void tellsTheSpeciesOfAtLeast97PercentOfTheFlowers() {
        Flowers flowers = Flowers.read(FOLDER.resolve("iris.csv"));
        int rows = flowers.features().size();
        ByteBuffer data = ByteBuffer.allocate(rows * 4 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        flowers.features().forEach(row -> IntStream.range(0, 4).forEach(f -> data.putFloat((float) row[f])));
        Tensor input = new Tensor.Numbers("input", Datatype.FP32, Shape.of(rows, 4), data.flip());
        try (OnnxModel model = OnnxModel.open(FOLDER.resolve("iris.onnx"), SessionSettings.defaults());
                RunControl control = RunControl.within(Duration.ofSeconds(20))) {
            List<Output> outputs = model.run(List.of(input), List.of("label"), control);
            List<String> labels = ((Tensor.Strings) outputs.getFirst().tensor()).values();
            long right = IntStream.range(0, rows)
                    .filter(i -> labels.get(i)
                            .equals(Flowers.SPECIES.get(flowers.species().get(i))))
                    .count();
            assertThat(rows).isEqualTo(150);
            assertThat(right).isGreaterThanOrEqualTo(146);
        }
    }

    @Test
    void shipsTheSameFlowersWithoutTheirNames() throws IOException {
        List<String> labelled = Files.readAllLines(FOLDER.resolve("iris.csv"));
        assertThat(Files.readAllLines(FOLDER.resolve("flowers.csv")))
                .isEqualTo(labelled.stream()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
    }
}
