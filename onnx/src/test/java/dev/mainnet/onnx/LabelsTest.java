package dev.mainnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.testing.OnnxModels;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @Test
    void flattensMapsFromClassToScoreAndNamesTheColumns() {
        try (OnnxModel model = OnnxModel.open(OnnxModels.zipMap("versicolor", "setosa"), SessionSettings.defaults())) {
            assertThat(model.signature().outputs())
                    .containsExactly(
                            new TensorSpec("scores", Datatype.FP32, Shape.of(-1, 2), List.of("versicolor", "setosa")));
            Output scores = OnnxModelTest.run(model, OnnxModelTest.floats("x", Shape.of(3, 2), 1, 2, 3, 4, 5, 6))
                    .getFirst();
            assertThat(scores.labels()).containsExactly("versicolor", "setosa");
            assertThat(scores.tensor().shape()).isEqualTo(Shape.of(3, 2));
            assertThat(((Tensor.Numbers) scores.tensor()).data().asFloatBuffer())
                    .isEqualTo(FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6}));
        }
    }

    @Test
    void namesNumberedClassesByTheirNumbers() {
        try (OnnxModel model = OnnxModel.open(OnnxModels.zipMap("0", "1", "10", "2"), SessionSettings.defaults())) {
            Output scores = OnnxModelTest.run(model, OnnxModelTest.floats("x", Shape.of(1, 4), 1, 2, 3, 4))
                    .getFirst();
            assertThat(scores.labels()).containsExactly("0", "1", "10", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"setosa, versicolor,virginica", "[\"setosa\",\"versicolor\", \"virginica\"]"})
    void readsLabelsFromTheMetadataForAnOutputOfThatWidth(String labels) {
        byte[] bytes = OnnxModels.model(OnnxModels.identity(DataType.FLOAT, -1, 3)
                        .addNode(OnnxModels.node("Identity", List.of("x"), List.of("z")))
                        .addOutput(OnnxModels.value("z", DataType.FLOAT, -1, 3)))
                .toBuilder()
                .addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey("labels").setValue(labels))
                .build()
                .toByteArray();
        try (OnnxModel model = OnnxModel.open(bytes, SessionSettings.defaults())) {
            assertThat(model.signature().output("y").orElseThrow().labels())
                    .containsExactly("setosa", "versicolor", "virginica");
            assertThat(model.signature().inputs().getFirst().labels()).isEmpty();
            assertThat(model.signature().metadata()).containsEntry("labels", labels);
        }
    }
}
