package dev.mainnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.testing.OnnxModels;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxModelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static OnnxModel open(GraphProto.Builder graph) {
        return OnnxModel.open(OnnxModels.model(graph).toByteArray(), SessionSettings.defaults());
    }

    static List<Output> run(OnnxModel model, Tensor... inputs) {
        try (RunControl control = RunControl.within(PATIENCE)) {
            return model.run(List.of(inputs), List.of(), control);
        }
    }

    static Tensor.Numbers floats(String name, Shape shape, float... values) {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            data.putFloat(value);
        }
        return new Tensor.Numbers(name, Datatype.FP32, shape, data.flip());
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, BOOL",
        "UINT8, UINT8",
        "UINT16, UINT16",
        "UINT32, UINT32",
        "UINT64, UINT64",
        "INT8, INT8",
        "INT16, INT16",
        "INT32, INT32",
        "INT64, INT64",
        "FLOAT16, FP16",
        "BFLOAT16, BF16",
        "FLOAT, FP32",
        "DOUBLE, FP64"
    })
    void passesEveryNumberThroughUnchanged(DataType onnx, Datatype datatype) {
        byte[] bytes = new byte[6 * datatype.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (datatype == Datatype.BOOL ? i % 2 : 0xF1 - 13 * i);
        }
        try (OnnxModel model = open(OnnxModels.identity(onnx, -1, 3))) {
            assertThat(model.signature().inputs())
                    .containsExactly(new TensorSpec("x", datatype, Shape.of(-1, 3), List.of()));
            Tensor answer = run(model, new Tensor.Numbers("x", datatype, Shape.of(2, 3), ByteBuffer.wrap(bytes)))
                    .getFirst()
                    .tensor();
            assertThat(answer.datatype()).isEqualTo(datatype);
            assertThat(answer.shape()).isEqualTo(Shape.of(2, 3));
            assertThat(((Tensor.Numbers) answer).data()).isEqualTo(ByteBuffer.wrap(bytes));
        }
    }

    @Test
    void passesTextThrough() {
        try (OnnxModel model = open(OnnxModels.identity(DataType.STRING, -1, 2))) {
            Tensor.Strings text = new Tensor.Strings("x", Shape.of(2, 2), List.of("setosa", "", "žluťoučký", "花"));
            assertThat(run(model, text).getFirst().tensor())
                    .isEqualTo(new Tensor.Strings("y", Shape.of(2, 2), text.values()));
        }
    }

    @Test
    void takesScalarsAndEmptyTensors() {
        try (OnnxModel scalar = open(OnnxModels.identity(DataType.FLOAT))) {
            Tensor answer =
                    run(scalar, floats("x", Shape.of(), 2.5f)).getFirst().tensor();
            assertThat(answer.shape()).isEqualTo(Shape.of());
            assertThat(((Tensor.Numbers) answer).data().getFloat(0)).isEqualTo(2.5f);
        }
        try (OnnxModel open = open(OnnxModels.identity(DataType.FLOAT, -1, 4))) {
            Tensor answer = run(open, floats("x", Shape.of(0, 4))).getFirst().tensor();
            assertThat(answer.shape()).isEqualTo(Shape.of(0, 4));
        }
        try (OnnxModel open = open(OnnxModels.identity(DataType.STRING, -1))) {
            Tensor answer = run(open, new Tensor.Strings("x", Shape.of(0), List.of()))
                    .getFirst()
                    .tensor();
            assertThat(answer.shape()).isEqualTo(Shape.of(0));
        }
        try (OnnxModel open = open(OnnxModels.identity(DataType.UINT16, -1))) {
            Tensor answer = run(open, new Tensor.Numbers("x", Datatype.UINT16, Shape.of(0), ByteBuffer.allocate(0)))
                    .getFirst()
                    .tensor();
            assertThat(answer.shape()).isEqualTo(Shape.of(0));
        }
    }

    @Test
    void takesAnyShapeWhereTheModelDeclaresNone() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addNode(OnnxModels.node("Identity", List.of("x"), List.of("y")))
                .addInput(OnnxModels.unranked("x", DataType.FLOAT))
                .addOutput(OnnxModels.unranked("y", DataType.FLOAT));
        try (OnnxModel model = open(graph)) {
            assertThat(model.signature().inputs().getFirst().shape()).isEqualTo(Shape.unranked());
            Tensor answer =
                    run(model, floats("x", Shape.of(1, 2, 1), 1, 2)).getFirst().tensor();
            assertThat(answer.shape()).isEqualTo(Shape.of(1, 2, 1));
        }
    }

    @Test
    void answersOnlyTheOutputsAskedForInTheirOrder() {
        GraphProto.Builder graph = OnnxModels.identity(DataType.FLOAT, -1)
                .addNode(OnnxModels.node("Add", List.of("x", "b"), List.of("sum")))
                .addInput(OnnxModels.value("b", DataType.FLOAT, -1))
                .addOutput(OnnxModels.value("sum", DataType.FLOAT, -1));
        try (OnnxModel model = open(graph);
                RunControl control = RunControl.within(PATIENCE)) {
            List<Tensor> inputs = List.of(floats("b", Shape.of(1), 2), floats("x", Shape.of(1), 3));
            List<Output> outputs = model.run(inputs, List.of("sum", "y"), control);
            assertThat(outputs).extracting(output -> output.tensor().name()).containsExactly("sum", "y");
            assertThat(((Tensor.Numbers) outputs.getFirst().tensor()).data().getFloat(0))
                    .isEqualTo(5);
        }
    }

    @Test
    void namesTheInputThatDoesNotFit() {
        try (OnnxModel model = open(OnnxModels.identity(DataType.FLOAT, -1, 4))) {
            refuses(
                    model,
                    "The model has no input 'z'; it takes 'x' FP32 [-1, 4]",
                    floats("z", Shape.of(1, 4), 1, 2, 3, 4));
            refuses(model, "Input 'x' is missing; the model takes 'x' FP32 [-1, 4]");
            refuses(
                    model,
                    "Input 'x' has shape [1, 3], expected [-1, 4], where -1 is any size",
                    floats("x", Shape.of(1, 3), 1, 2, 3));
            refuses(
                    model,
                    "Input 'x' has shape [-1, 4], expected [-1, 4], where -1 is any size",
                    floats("x", Shape.of(-1, 4), 1, 2, 3, 4));
            refuses(
                    model,
                    "Input 'x' has 3 elements, but its shape [1, 4] needs 4",
                    floats("x", Shape.of(1, 4), 1, 2, 3));
            refuses(
                    model,
                    "Input 'x' has datatype INT8, expected FP32",
                    new Tensor.Numbers("x", Datatype.INT8, Shape.of(1, 4), ByteBuffer.allocate(4)));
            Tensor twice = floats("x", Shape.of(1, 4), 1, 2, 3, 4);
            refuses(model, "Input 'x' is given twice", twice, twice);
        }
    }

    private static void refuses(OnnxModel model, String message, Tensor... inputs) {
        assertThatExceptionOfType(OnnxException.InvalidInput.class)
                .isThrownBy(() -> run(model, inputs))
                .withMessage(message);
    }

    @Test
    void tellsWithoutPathsWhyAnInputCannotBeComputed() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addNode(OnnxModels.node("Reshape", List.of("x", "shape"), List.of("y")))
                .addInput(OnnxModels.value("x", DataType.FLOAT, -1))
                .addInput(OnnxModels.value("shape", DataType.INT64, -1))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, -1, -2));
        try (OnnxModel model = open(graph)) {
            ByteBuffer shape = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(2)
                    .putLong(2)
                    .flip();
            assertThatExceptionOfType(OnnxException.class)
                    .isThrownBy(() -> run(
                            model,
                            floats("x", Shape.of(3), 1, 2, 3),
                            new Tensor.Numbers("shape", Datatype.INT64, Shape.of(2), shape)))
                    .withMessageContaining("Reshape")
                    .withMessageContaining("cannot be reshaped")
                    .withMessageNotContaining("/");
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        byte[] bytes = OnnxModels.model(OnnxModels.identity(DataType.FLOAT, -1)).toByteArray();
        try (OnnxModel model = OnnxModel.open(bytes, new SessionSettings(1, 8))) {
            assertThat(run(model, floats("x", Shape.of(2), 1, 2))).hasSize(1);
            assertThatExceptionOfType(OnnxException.OutputTooLarge.class)
                    .isThrownBy(() -> run(model, floats("x", Shape.of(3), 1, 2, 3)));
        }
    }

    @Test
    void runsForManyThreadsAtOnce() throws Exception {
        try (OnnxModel model = open(OnnxModels.identity(DataType.FLOAT, -1));
                var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(IntStream.range(0, 400)
                    .mapToObj(i -> (java.util.concurrent.Callable<Float>) () -> ((Tensor.Numbers)
                                    run(model, floats("x", Shape.of(1), i))
                                            .getFirst()
                                            .tensor())
                            .data()
                            .getFloat(0))
                    .toList());
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i);
            }
        }
    }
}
