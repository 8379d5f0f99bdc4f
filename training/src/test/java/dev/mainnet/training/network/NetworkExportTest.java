package dev.mainnet.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.TestEngine;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.export.NetworkNodes;
import dev.mainnet.training.export.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkExportTest {
    private static final int SIZE = 64;

    @BeforeAll
    static void prepare() {
        TestEngine.prepare();
    }

    static Stream<List<Layer>> pictureNetworks() {
        return Stream.of(Architectures.convolutional(5), Architectures.resnet18(5), Architectures.resnet50(5));
    }

    @ParameterizedTest
    @MethodSource("pictureNetworks")
    void theFileComputesWhatTheNetworkComputes(List<Layer> layers) {
        try (NDManager manager = TrainingEngine.manager();
                Network network = Network.untrained(layers, manager, new Random(1))) {
            Random random = new Random(2);
            float[] pixels = new float[2 * 3 * SIZE * SIZE];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) random.nextGaussian();
            }
            NDArray pictures = manager.create(pixels, new ai.djl.ndarray.types.Shape(2, 3, SIZE, SIZE));
            // Lets batch normalisation measure something.
            network.outputs(pictures, true);
            float[] expected = network.outputs(pictures, false).toFloatArray();
            OnnxGraph graph = new OnnxGraph("pictures");
            String input = graph.input("pictures", DataType.FLOAT, 3, SIZE, SIZE);
            graph.output(new NetworkNodes(graph, network).of(input), "scores", DataType.FLOAT, 5);
            assertThat(run(graph.file(Map.of()), pixels)).satisfies(scores -> {
                assertThat(scores).hasSize(expected.length);
                for (int i = 0; i < scores.length; i++) {
                    assertThat(scores[i]).isCloseTo(expected[i], within(1e-3f * Math.max(1, Math.abs(expected[i]))));
                }
            });
        }
    }

    @Test
    void residualNetworksHaveTheirPublishedSize() {
        try (NDManager manager = TrainingEngine.manager();
                Network small = Network.untrained(Architectures.resnet18(1000), manager, new Random(1));
                Network large = Network.untrained(Architectures.resnet50(1000), manager, new Random(1))) {
            assertThat(small.weights().parameters()).isEqualTo(11_689_512);
            assertThat(large.weights().parameters()).isEqualTo(25_557_032);
        }
    }

    private static float[] run(byte[] file, float[] pixels) {
        ByteBuffer data = ByteBuffer.allocate(pixels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(pixels);
        Tensor input = new Tensor.Numbers("pictures", Datatype.FP32, Shape.of(2, 3, SIZE, SIZE), data);
        try (OnnxModel model = OnnxModel.open(file, SessionSettings.defaults());
                RunControl control = RunControl.within(Duration.ofSeconds(60))) {
            Tensor.Numbers scores = (Tensor.Numbers) model.run(List.of(input), List.of("scores"), control)
                    .getFirst()
                    .tensor();
            float[] values = new float[10];
            scores.data().asFloatBuffer().get(values);
            return values;
        }
    }
}
