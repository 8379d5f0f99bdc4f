package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.worker.execution.JobFailedException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model answered, as columns of a table: class and confidence of a classifier, else the values of each output.
 *
 * @param names of the columns
 * @param rows the cells of each row
 */
record Predictions(List<String> names, List<List<String>> rows) {

    private static final int MOST_COLUMNS = 1000;

    /**
     * Reads the answer to that many rows.
     *
     * @param labels the classes, where the outputs do not tell them
     */
    static Predictions read(List<Output> outputs, List<String> labels, int rows) {
        return Classification.find(outputs, labels, rows)
                .map(classification -> classification.predictions(rows))
                .orElseGet(() -> values(outputs, rows));
    }

    /** The answers to several runs, one after the other. */
    static Predictions joined(List<Predictions> parts) {
        List<String> names = parts.getFirst().names();
        if (parts.stream().anyMatch(part -> !part.names().equals(names))) {
            throw new JobFailedException("The model's answers differ in form");
        }
        return new Predictions(
                names, parts.stream().flatMap(part -> part.rows().stream()).toList());
    }

    Predictions first(int count) {
        return new Predictions(names, rows.subList(0, count));
    }

    private static Predictions values(List<Output> outputs, int rows) {
        List<String> names = new ArrayList<>();
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            cells.add(new ArrayList<>());
        }
        for (Output output : outputs) {
            Tensor tensor = output.tensor();
            int width = Elements.perRow(tensor, rows);
            if (width < 0) {
                throw new JobFailedException("The model's output '" + tensor.name() + "' of shape " + tensor.shape()
                        + " has no part for each of " + rows + " rows");
            }
            if (names.size() + width > MOST_COLUMNS) {
                throw new JobFailedException("The model answers more than " + MOST_COLUMNS + " values for a row");
            }
            String name = outputs.size() == 1 ? "prediction" : tensor.name();
            for (int i = 0; i < width; i++) {
                names.add(width == 1 ? name : name + "_" + (i + 1));
                for (int row = 0; row < rows; row++) {
                    cells.get(row).add(Elements.text(tensor, row * width + i));
                }
            }
        }
        return new Predictions(List.copyOf(names), cells);
    }
}
