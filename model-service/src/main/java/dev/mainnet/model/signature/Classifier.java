package dev.mainnet.model.signature;

import dev.mainnet.model.tensor.TensorSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs of a classifier hold its scores and, as scikit-learn's and Tribuo's exports have it, the class it decided on. Found from
 * the declaration alone, so that a model's answers keep one form: a model is a classifier when the labels of one of its outputs are known,
 * or when it gives exactly a label and what it calls probabilities.
 *
 * @param scores a row of floating-point numbers, one for each class, or a single one where there are two classes
 * @param label the class's name or number for each row
 */
public record Classifier(TensorSpec scores, @Nullable TensorSpec label, List<String> labels, List<String> fileLabels) {

    private static final long OPEN = -1;

    static Optional<Classifier> of(TensorSignature signature) {
        List<TensorSpec> outputs = signature.outputs();
        Optional<TensorSpec> label =
                outputs.stream().filter(Classifier::isLabel).findFirst();
        boolean told = !signature.labels().isEmpty();
        return outputs.stream()
                .filter(output -> told
                        ? isScores(output, signature.labels().size())
                        : outputs.size() == 2 && label.isPresent() && isProbabilities(output))
                .findFirst()
                .map(scores -> new Classifier(scores, label.orElse(null), signature.labels(), signature.fileLabels()));
    }

    private static boolean isScores(TensorSpec output, int classes) {
        long width = width(output.shape());
        return output.datatype().isFloatingPoint()
                && (width == classes || width == OPEN || (width == 1 && classes == 2));
    }

    private static boolean isProbabilities(TensorSpec output) {
        return output.datatype().isFloatingPoint()
                && output.name().toLowerCase(Locale.ROOT).contains("prob")
                && width(output.shape()) != 0;
    }

    private static boolean isLabel(TensorSpec output) {
        int rank = output.shape().size();
        return output.datatype().canNameAClass()
                && (rank == 1 || (rank == 2 && output.shape().getLast() == 1));
    }

    /** How many scores a row has: -1 where that is open, 0 where there are no rows of scores. */
    private static long width(List<Long> shape) {
        if (shape.isEmpty()) {
            return 0;
        }
        if (shape.size() == 1) {
            return shape.getFirst();
        }
        boolean flat = shape.subList(2, shape.size()).stream().allMatch(size -> size == 1);
        return flat ? shape.get(1) : 0;
    }
}
