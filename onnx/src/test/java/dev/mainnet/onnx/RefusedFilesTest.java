package dev.mainnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.mainnet.testing.OnnxModels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedFilesTest {
    private static OnnxException refusal(byte[] file) {
        return catchThrowableOfType(
                OnnxException.class,
                () -> OnnxModel.open(file, SessionSettings.defaults()).close());
    }

    static Stream<ModelProto> modelsWithExternalData() {
        TensorProto.Builder external = OnnxModels.external("/etc/passwd");
        GraphProto.Builder hidden = GraphProto.newBuilder().setName("inner").addInitializer(external);
        AttributeProto.Builder subgraph = AttributeProto.newBuilder()
                .setName("body")
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(hidden);
        return Stream.of(
                OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1).addInitializer(external)),
                OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1)
                        .addInitializer(external.clone().clearExternalData())),
                OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1)
                        .addInitializer(external.clone().clearDataLocation())),
                OnnxModels.model(
                        OnnxModels.identity(DataType.FLOAT, 1).addSparseInitializer(OnnxModels.sparse(external))),
                OnnxModels.model(OnnxModels.using(OnnxModels.tensorAttribute(external))),
                OnnxModels.model(OnnxModels.using(AttributeProto.newBuilder()
                        .setName("values")
                        .setType(AttributeProto.AttributeType.TENSORS)
                        .addTensors(external))),
                OnnxModels.model(OnnxModels.using(AttributeProto.newBuilder()
                        .setName("sparse_value")
                        .setType(AttributeProto.AttributeType.SPARSE_TENSOR)
                        .setSparseTensor(OnnxModels.sparse(external)))),
                OnnxModels.model(OnnxModels.using(subgraph)),
                OnnxModels.model(OnnxModels.using(AttributeProto.newBuilder()
                        .setName("graphs")
                        .setType(AttributeProto.AttributeType.GRAPHS)
                        .addGraphs(GraphProto.newBuilder()
                                .addNode(OnnxModels.node("If", List.of(), List.of())
                                        .addAttribute(subgraph))))),
                OnnxModels.withFunction(OnnxModels.node("Constant", List.of(), List.of("c"))
                        .addAttribute(OnnxModels.tensorAttribute(external))),
                OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1)).toBuilder()
                        .addTrainingInfo(TrainingInfoProto.newBuilder().setInitialization(hidden))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("modelsWithExternalData")
    void refusesExternalDataWhereverItHides(ModelProto model) {
        assertThat(refusal(model.toByteArray()))
                .isInstanceOf(OnnxException.ExternalData.class)
                .hasMessageContaining("'w'")
                .hasMessageNotContaining("/etc/passwd");
    }

    @Test
    void refusesWhatIsNoModelAndSaysWhatItLooksLike() {
        assertThat(refusal(new byte[0])).hasMessageContaining("it is empty");
        assertThat(refusal("PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("ZIP archive");
        assertThat(refusal("{\"a\": 1}".getBytes(StandardCharsets.UTF_8))).hasMessageContaining("not an ONNX model");
        assertThat(refusal(new byte[] {8, 7})).hasMessageContaining("holds no graph");
    }

    @Test
    void refusesTheRuntimesOwnFormatAlsoInsideAValidModel() {
        byte[] polyglot = new byte[] {8, 8, 18, 4, 'O', 'R', 'T', 'M'};
        byte[] rest = OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1)).toByteArray();
        byte[] both = Arrays.copyOf(polyglot, polyglot.length + rest.length);
        System.arraycopy(rest, 0, both, polyglot.length, rest.length);
        assertThat(refusal(both)).isInstanceOf(OnnxException.NotAModel.class);
    }

    @Test
    void survivesRandomBytesAndTruncatedModels() {
        Random random = new Random(7);
        byte[] model = OnnxModels.loop();
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(refusal(noise)).isInstanceOf(OnnxException.NotAModel.class);
        }
        for (int length = 0; length < model.length - 30; length += 7) {
            assertThat(refusal(Arrays.copyOf(model, length))).isInstanceOf(OnnxException.class);
        }
    }

    @Test
    void refusesBottomlessNesting() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("deepest");
        for (int i = 0; i < 90; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(OnnxModels.node("If", List.of(), List.of())
                            .addAttribute(
                                    AttributeProto.newBuilder().setName("b").setG(graph)));
        }
        assertThat(refusal(OnnxModels.model(graph).toByteArray()))
                .isInstanceOf(OnnxException.NotAModel.class)
                .hasMessageContaining("too deeply");
    }

    @Test
    void namesTheOperatorItDoesNotHave() {
        GraphProto.Builder custom = GraphProto.newBuilder()
                .addNode(OnnxModels.node("Frobnicate", List.of("x"), List.of("y"))
                        .setDomain("acme"))
                .addInput(OnnxModels.value("x", DataType.FLOAT, 1))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, 1));
        assertThat(refusal(OnnxModels.model(custom).toByteArray()))
                .isInstanceOf(OnnxException.UnsupportedOperator.class)
                .hasMessageContaining("Frobnicate");
        GraphProto.Builder unknown = GraphProto.newBuilder()
                .addNode(OnnxModels.node("Frobnicate", List.of("x"), List.of("y")))
                .addInput(OnnxModels.value("x", DataType.FLOAT, 1))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, 1));
        assertThat(refusal(OnnxModels.model(unknown).toByteArray()))
                .isInstanceOf(OnnxException.UnsupportedOperator.class)
                .hasMessageContaining("Frobnicate");
        GraphProto.Builder untyped = GraphProto.newBuilder()
                .addNode(OnnxModels.node("Det", List.of("x"), List.of("y")))
                .addInput(OnnxModels.value("x", DataType.BFLOAT16, 2, 2))
                .addOutput(OnnxModels.value("y", DataType.BFLOAT16));
        assertThat(refusal(OnnxModels.model(untyped).toByteArray())).isInstanceOf(OnnxException.class);
    }

    @Test
    void tellsThatAModelIsTooNew() {
        ModelProto model = OnnxModels.model(OnnxModels.identity(DataType.FLOAT, 1));
        assertThat(refusal(model.toBuilder().setIrVersion(99).build().toByteArray()))
                .isInstanceOf(OnnxException.UnsupportedModel.class)
                .hasMessageContaining("IR version 99");
        assertThat(refusal(model.toBuilder()
                        .setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(99))
                        .build()
                        .toByteArray()))
                .isInstanceOf(OnnxException.UnsupportedModel.class)
                .hasMessageContaining("opset 99");
    }

    @Test
    void refusesInputsAndOutputsThatAreNoTensors() {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .addNode(OnnxModels.node("SequenceAt", List.of("s", "i"), List.of("y")))
                .addInput(ValueInfoProto.newBuilder()
                        .setName("s")
                        .setType(TypeProto.newBuilder()
                                .setSequenceType(TypeProto.Sequence.newBuilder()
                                        .setElemType(TypeProto.newBuilder()
                                                .setTensorType(TypeProto.Tensor.newBuilder()
                                                        .setElemType(DataType.FLOAT.getNumber()))))))
                .addInput(OnnxModels.value("i", DataType.INT64))
                .addOutput(OnnxModels.value("y", DataType.FLOAT, -1));
        assertThatExceptionOfType(OnnxException.UnsupportedModel.class)
                .isThrownBy(() -> OnnxModelTest.open(graph))
                .withMessageContaining("'s'");
        assertThat(refusal(OnnxModels.model(OnnxModels.identity(DataType.FLOAT8E4M3FN, 1))
                        .toByteArray()))
                .isInstanceOf(OnnxException.class);
    }
}
