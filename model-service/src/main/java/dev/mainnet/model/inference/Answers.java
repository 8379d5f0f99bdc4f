package dev.mainnet.model.inference;

import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what a model answered to some rows. */
final class Answers {

    private Answers() {}

    /** Whether the outputs can be taken apart into that many rows. */
    static boolean haveRows(List<Tensor> outputs, long rows) {
        return outputs.stream().allMatch(output -> !output.shape().isEmpty() && output.rows() == rows);
    }

    /** A prediction for each row; one for everything where the outputs have no rows of their own. */
    static List<Prediction> read(TensorSignature signature, List<Tensor> outputs, long rows) {
        return signature
                .classifier()
                .flatMap(classifier -> Classes.of(classifier, outputs))
                .orElseGet(() -> values(outputs, rows));
    }

    private static List<Prediction> values(List<Tensor> outputs, long rows) {
        if (!haveRows(outputs, rows)) {
            return List.of(prediction(outputs, TensorValues::all));
        }
        List<Prediction> predictions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int row = i;
            predictions.add(prediction(outputs, output -> TensorValues.row(output, row)));
        }
        return predictions;
    }

    private static Prediction prediction(List<Tensor> outputs, Function<Tensor, TensorValues> part) {
        if (outputs.size() == 1) {
            return new Prediction.Value(part.apply(outputs.getFirst()));
        }
        Map<String, TensorValues> byName = new LinkedHashMap<>();
        outputs.forEach(output -> byName.put(output.name(), part.apply(output)));
        return new Prediction.ByOutput(byName);
    }
}
