package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The outputs of a classifier. A model is one when its classes are known and an output has a score for each, or when it gives exactly
 * a class and what it calls probabilities; online predictions decide alike.
 *
 * @param labels in the order of the scores; empty where only the model's own word for the class is known
 * @param decided the class that the model itself names, where it does
 */
record Classification(Tensor.Numbers scores, List<String> labels, Optional<Tensor> decided) {

    private static final double TOLERANCE = 0.01;

    static Optional<Classification> find(List<Output> outputs, List<String> labels, int rows) {
        Optional<Tensor> decided = outputs.stream()
                .map(Output::tensor)
                .filter(tensor -> canNameAClass(tensor.datatype()) && Elements.perRow(tensor, rows) == 1)
                .findFirst();
        for (Output output : outputs) {
            List<String> known = output.labels().isEmpty() ? labels : output.labels();
            if (output.tensor() instanceof Tensor.Numbers scores
                    && scores.datatype().isFloatingPoint()
                    && areScores(scores, known, rows, outputs.size() == 2 && decided.isPresent())) {
                return Optional.of(new Classification(scores, known, decided));
            }
        }
        return Optional.empty();
    }

    private static boolean areScores(Tensor.Numbers tensor, List<String> labels, int rows, boolean besideAClass) {
        int width = Elements.perRow(tensor, rows);
        if (labels.isEmpty()) {
            return besideAClass
                    && width > 0
                    && tensor.name().toLowerCase(Locale.ROOT).contains("prob");
        }
        return width == labels.size() || (width == 1 && labels.size() == 2);
    }

    private static boolean canNameAClass(Datatype type) {
        return !type.isFloatingPoint();
    }

    Predictions predictions(int rows) {
        int width = Elements.perRow(scores, rows);
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            double[] probabilities = probabilities(row, width);
            int said = row;
            int best = decided.map(tensor -> labels.indexOf(Elements.text(tensor, said)))
                    .filter(index -> index >= 0 && index < probabilities.length)
                    .orElseGet(() -> best(probabilities));
            String name = decided.filter(tensor -> labels.isEmpty() || tensor.datatype() == Datatype.BYTES)
                    .map(tensor -> Elements.text(tensor, said))
                    .orElseGet(() -> labels.get(best));
            cells.add(List.of(name, Double.toString(Math.round(probabilities[best] * 1e6) / 1e6)));
        }
        return new Predictions(List.of("prediction", "confidence"), cells);
    }

    /** Scores that are no probabilities go through softmax; a single one is that of the second of two classes. */
    private double[] probabilities(int row, int width) {
        if (width == 1) {
            double score = Elements.number(scores, row);
            double second = score >= 0 && score <= 1 ? score : 1 / (1 + Math.exp(-score));
            return new double[] {1 - second, second};
        }
        double[] found = IntStream.range(0, width)
                .mapToDouble(i -> Elements.number(scores, row * width + i))
                .toArray();
        double sum = IntStream.range(0, width).mapToDouble(i -> found[i]).sum();
        boolean probable = IntStream.range(0, width).allMatch(i -> found[i] >= -1e-6 && found[i] <= 1 + 1e-6);
        return probable && Math.abs(sum - 1) <= TOLERANCE ? found : softmax(found);
    }

    private static double[] softmax(double[] row) {
        double most =
                IntStream.range(0, row.length).mapToDouble(i -> row[i]).max().orElse(0);
        double[] powers = IntStream.range(0, row.length)
                .mapToDouble(i -> Math.exp(row[i] - most))
                .toArray();
        double sum = IntStream.range(0, row.length).mapToDouble(i -> powers[i]).sum();
        return IntStream.range(0, row.length).mapToDouble(i -> powers[i] / sum).toArray();
    }

    private static int best(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
                .orElse(0);
    }
}
