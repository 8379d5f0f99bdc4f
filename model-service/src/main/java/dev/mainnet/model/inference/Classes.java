package dev.mainnet.model.inference;

import dev.mainnet.model.signature.Classifier;
import dev.mainnet.model.tensor.Element;
import dev.mainnet.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads a classifier's outputs: for each row the class it decided on, or else the one with the highest score. */
final class Classes {

    private static final int NONE = -1;

    private final Classifier classifier;
    private final Tensor.Numbers scores;
    private final Optional<Tensor> decided;
    private final int rows;
    private final int width;

    private Classes(Classifier classifier, Tensor.Numbers scores, Optional<Tensor> decided, int rows) {
        this.classifier = classifier;
        this.scores = scores;
        this.rows = rows;
        this.decided = decided.filter(label -> label.size() == rows);
        width = scores.size() / rows;
    }

    /** The class of each row; nothing where the outputs are not what the classifier declared. */
    static Optional<List<Prediction>> of(Classifier classifier, List<Tensor> outputs) {
        Optional<Tensor.Numbers> scores = outputs.stream()
                .filter(output -> output.name().equals(classifier.scores().name()) && output.size() > 0)
                .filter(Tensor.Numbers.class::isInstance)
                .map(Tensor.Numbers.class::cast)
                .findFirst();
        Optional<Tensor> label = Optional.ofNullable(classifier.label())
                .flatMap(spec -> outputs.stream()
                        .filter(output -> output.name().equals(spec.name()))
                        .findFirst());
        return scores.map(found -> new Classes(classifier, found, label, rows(classifier, found)).predictions());
    }

    /** Scores without a dimension for rows are one row, or one score for each row where two classes share it. */
    private static int rows(Classifier classifier, Tensor.Numbers scores) {
        boolean oneRow = scores.shape().isEmpty()
                || (scores.shape().size() == 1 && (classifier.labels().size() != 2 || scores.size() == 2));
        return oneRow ? 1 : (int) scores.rows();
    }

    private List<Prediction> predictions() {
        List<Prediction> predictions = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            predictions.add(prediction(row));
        }
        return predictions;
    }

    private Prediction prediction(int row) {
        Scores probabilities = probabilities(row);
        Optional<String> said = decided.map(label -> text(label, row));
        int index = said.map(text -> index(text, probabilities.size())).orElseGet(probabilities::best);
        double confidence = probabilities.confidence(index == NONE ? probabilities.best() : index);
        String name = index != NONE && index < classifier.labels().size()
                ? classifier.labels().get(index)
                : said.orElseGet(() -> Integer.toString(index));
        return new Prediction.Classified(name, confidence);
    }

    private Scores probabilities(int row) {
        double[] found = new double[width];
        for (int i = 0; i < width; i++) {
            found[i] = Element.asDouble(scores, row * width + i);
        }
        return width == 1 ? Scores.ofTwo(found[0]) : Scores.of(found);
    }

    /** Which score belongs to the class that the model names: by the file's own labels, the owner's, or by the number it is. */
    private int index(String said, int size) {
        int number = said.matches("\\d{1,6}") ? Integer.parseInt(said) : NONE;
        return IntStream.of(
                        classifier.fileLabels().indexOf(said),
                        classifier.labels().indexOf(said),
                        number)
                .filter(index -> index != NONE && index < size)
                .findFirst()
                .orElse(NONE);
    }

    private static String text(Tensor label, int row) {
        return switch (label) {
            case Tensor.Texts texts -> texts.values().get(row);
            case Tensor.Numbers numbers -> Element.asInteger(numbers, row).toString();
        };
    }
}
