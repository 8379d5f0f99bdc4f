package dev.mainnet.training.tabular;

import dev.mainnet.training.loop.TrainingFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The columns that a model looks at.
 *
 * @param ignored columns that tell nothing: texts that are different nearly everywhere, and what is always missing
 */
public record Features(List<Feature> used, List<String> ignored) {
    private static final int MAX_CATEGORIES = 100;

    public Features {
        used = List.copyOf(used);
        ignored = List.copyOf(ignored);
    }

    /**
     * Finds out what the columns are.
     *
     * @param rows the rows to measure means and deviations on; whatever a model is judged by is not among them
     * @throws TrainingFailedException when no column is of use
     */
    static Features of(Table table, String target, List<Integer> rows) {
        List<Feature> used = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i);
            if (column.equals(target)) {
                continue;
            }
            List<String> all = table.column(i);
            Predicate<String> present = Cell.presentIn(all);
            List<String> measured = rows.stream().map(all::get).filter(present).toList();
            if (measured.isEmpty()) {
                ignored.add(column);
            } else if (all.stream().filter(present).allMatch(Cell::isNumber)) {
                used.add(quantity(column, measured));
            } else {
                TreeSet<String> values =
                        new TreeSet<>(measured.stream().map(String::strip).toList());
                if (values.size() > MAX_CATEGORIES) {
                    ignored.add(column);
                } else {
                    used.add(new Feature.Category(column, List.copyOf(values)));
                }
            }
        }
        if (used.isEmpty()) {
            throw new TrainingFailedException("The table has no column to learn from");
        }
        return new Features(used, ignored);
    }

    /** How many numbers a row becomes. */
    int width() {
        return used.stream().mapToInt(Feature::width).sum();
    }

    /** Whether a row is numbers alone, before any encoding. */
    public boolean numbersOnly() {
        return used.stream().allMatch(Feature.Quantity.class::isInstance);
    }

    /** The numbers of some rows. */
    float[][] encode(Table table, List<Integer> rows) {
        int[] columns = used.stream()
                .mapToInt(feature -> table.indexOf(feature.column()))
                .toArray();
        float[][] encoded = new float[rows.size()][width()];
        for (int i = 0; i < encoded.length; i++) {
            List<String> row = table.rows().get(rows.get(i));
            int at = 0;
            for (int f = 0; f < columns.length; f++) {
                used.get(f).encode(row.get(columns[f]), encoded[i], at);
                at += used.get(f).width();
            }
        }
        return encoded;
    }

    private static Feature quantity(String column, List<String> cells) {
        double mean = cells.stream().mapToDouble(Cell::number).average().orElseThrow();
        double variance = cells.stream()
                .mapToDouble(cell -> (Cell.number(cell) - mean) * (Cell.number(cell) - mean))
                .average()
                .orElseThrow();
        return new Feature.Quantity(column, (float) mean, variance > 0 ? (float) (1 / Math.sqrt(variance)) : 1);
    }
}
