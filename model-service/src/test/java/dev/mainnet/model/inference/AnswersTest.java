package dev.mainnet.model.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.JsonTensors;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswersTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TensorSpec LABEL = new TensorSpec("label", Datatype.INT64, List.of(-1L));
    private static final TensorSpec PROBABILITIES = new TensorSpec("probabilities", Datatype.FP32, List.of(-1L, 3L));
    private static final TensorSpec LOGITS = new TensorSpec("logits", Datatype.FP32, List.of(-1L, 3L));
    private static final List<String> NAMES = List.of("cat", "dog", "eel");

    @Test
    void namesTheClassThatTheModelDecidedOn() {
        TensorSignature signature = signature(List.of(LABEL, PROBABILITIES), NAMES, List.of("0", "1", "2"));
        assertThat(answer(signature, 2, "[2,0]", "[[0.1,0.2,0.7],[0.8,0.1,0.1]]"))
                .isEqualTo("[{\"class\":\"eel\",\"confidence\":0.7},{\"class\":\"cat\",\"confidence\":0.8}]");
    }

    @Test
    void takesTheLabelItselfWhereNobodyNamedTheClasses() {
        TensorSignature signature = signature(List.of(LABEL, PROBABILITIES), List.of(), List.of());
        assertThat(answer(signature, 1, "[1]", "[[0.1,0.7,0.2]]")).isEqualTo("[{\"class\":\"1\",\"confidence\":0.7}]");
    }

    @Test
    void findsTheConfidenceOfALabelByTheFilesOwnOrder() {
        TensorSpec text = new TensorSpec("output_label", Datatype.BYTES, List.of(-1L));
        TensorSignature signature =
                signature(List.of(text, PROBABILITIES), List.of("a", "b", "c"), List.of("a", "b", "c"));
        assertThat(answer(signature, 1, "[\"b\"]", "[[0.5,0.3,0.2]]"))
                .isEqualTo("[{\"class\":\"b\",\"confidence\":0.3}]");
    }

    @Test
    void takesTheNumberOfAClassWhereTheFileNamesThemOtherwise() {
        TensorSignature signature = signature(List.of(LABEL, PROBABILITIES), NAMES, NAMES);
        assertThat(answer(signature, 1, "[1]", "[[0.1,0.7,0.2]]"))
                .isEqualTo("[{\"class\":\"dog\",\"confidence\":0.7}]");
    }

    @Test
    void putsScoresThatAreNoProbabilitiesThroughSoftmax() {
        TensorSignature signature = signature(List.of(LOGITS), NAMES, List.of());
        assertThat(answer(signature, 1, "[[0,1000,0]]")).isEqualTo("[{\"class\":\"dog\",\"confidence\":1.0}]");
        assertThat(answer(signature, 1, "[[1,1,1]]")).isEqualTo("[{\"class\":\"cat\",\"confidence\":0.333333}]");
    }

    @Test
    void readsASingleScoreAsTheSecondOfTwoClasses() {
        TensorSpec score = new TensorSpec("score", Datatype.FP32, List.of(-1L, 1L));
        TensorSignature signature = signature(List.of(score), List.of("no", "yes"), List.of());
        assertThat(answer(signature, 2, "[[0.9],[0.2]]"))
                .isEqualTo("[{\"class\":\"yes\",\"confidence\":0.9},{\"class\":\"no\",\"confidence\":0.8}]");
    }

    @Test
    void readsScoresWithFlatDimensionsBehindThem() {
        TensorSpec squeezed = new TensorSpec("out", Datatype.FP32, List.of(1L, 3L, 1L, 1L));
        TensorSignature signature = signature(List.of(squeezed), NAMES, List.of());
        assertThat(answer(signature, 1, "[[[[0.1]],[[0.2]],[[0.7]]]]"))
                .isEqualTo("[{\"class\":\"eel\",\"confidence\":0.7}]");
    }

    @Test
    void callsNothingAClassifierThatOnlyLooksABitLikeOne() {
        TensorSpec distances = new TensorSpec("distances", Datatype.FP32, List.of(-1L, 3L));
        assertThat(signature(List.of(LABEL, distances), List.of(), List.of()).modelType())
                .isEqualTo("predictor");
        assertThat(signature(List.of(LOGITS), List.of(), List.of()).modelType()).isEqualTo("predictor");
        assertThat(signature(List.of(LOGITS), List.of("a", "b"), List.of()).modelType())
                .isEqualTo("predictor");
        TensorSpec mask = new TensorSpec("mask", Datatype.FP32, List.of(-1L, 3L, 64L, 64L));
        assertThat(signature(List.of(mask), NAMES, List.of()).modelType()).isEqualTo("predictor");
    }

    @Test
    void givesValuesVectorsAndObjectsOtherwise() {
        TensorSpec value = new TensorSpec("y", Datatype.FP64, List.of(-1L, 1L));
        TensorSpec vector = new TensorSpec("z", Datatype.INT32, List.of(-1L, 2L));
        assertThat(answer(signature(List.of(value), List.of(), List.of()), 2, "[[1.5],[2.5]]"))
                .isEqualTo("[1.5,2.5]");
        assertThat(answer(signature(List.of(vector), List.of(), List.of()), 1, "[[1,2]]"))
                .isEqualTo("[[1,2]]");
        assertThat(answer(signature(List.of(value, vector), List.of(), List.of()), 1, "[[1.5]]", "[[1,2]]"))
                .isEqualTo("[{\"y\":1.5,\"z\":[1,2]}]");
    }

    @Test
    void answersOneWholeWhereOutputsHaveNoRows() {
        TensorSpec scalar = new TensorSpec("total", Datatype.FP32, List.of());
        assertThat(answer(signature(List.of(scalar), List.of(), List.of()), 3, "7"))
                .isEqualTo("[7.0]");
    }

    private static TensorSignature signature(List<TensorSpec> outputs, List<String> labels, List<String> fileLabels) {
        return new TensorSignature(List.of(), outputs, labels, fileLabels);
    }

    private static String answer(TensorSignature signature, long rows, String... outputs) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            tensors.add(JsonTensors.read(signature.outputs().get(i), JSON.readTree(outputs[i])));
        }
        return JSON.writeValueAsString(Answers.read(signature, tensors, rows));
    }
}
