package dev.mainnet.training.tabular;

import dev.mainnet.training.loop.TrainingFailedException;
import java.util.List;

/** The column that a model tells. */
public sealed interface Target {
    String column();

    /** The numbers that a network gives for a row. */
    int outputs();

    /** What the network should give for a cell: the number of the class, or the scaled value. */
    float encode(String cell);

    /** One of some classes, in alphabetical order. */
    record Classes(String column, List<String> names) implements Target {
        private static final int MAX_CLASSES = 1_000;

        public Classes {
            names = List.copyOf(names);
        }

        /** @throws TrainingFailedException when there are fewer than two, or far too many */
        static Classes of(String column, List<String> cells) {
            List<String> names =
                    cells.stream().map(String::strip).distinct().sorted().toList();
            if (names.size() < 2) {
                throw new TrainingFailedException("The column %s has only one class".formatted(column));
            }
            if (names.size() > MAX_CLASSES) {
                throw new TrainingFailedException(
                        "The column %s has %,d classes, more than %,d".formatted(column, names.size(), MAX_CLASSES));
            }
            return new Classes(column, names);
        }

        @Override
        public int outputs() {
            return names.size();
        }

        @Override
        public float encode(String cell) {
            return names.indexOf(cell.strip());
        }
    }

    /** A number, which the network sees brought to mean 0 and deviation 1. */
    record Value(String column, float mean, float deviation) implements Target {

        /** @throws TrainingFailedException when a cell is no number, or all are the same */
        static Value of(String column, List<String> cells) {
            cells.stream().filter(cell -> !Cell.isNumber(cell)).findFirst().ifPresent(cell -> {
                throw new TrainingFailedException("The column %s is no number everywhere".formatted(column));
            });
            double mean = cells.stream().mapToDouble(Cell::number).average().orElseThrow();
            double variance = cells.stream()
                    .mapToDouble(cell -> (Cell.number(cell) - mean) * (Cell.number(cell) - mean))
                    .average()
                    .orElseThrow();
            if (variance == 0) {
                throw new TrainingFailedException("The column %s is the same everywhere".formatted(column));
            }
            return new Value(column, (float) mean, (float) Math.sqrt(variance));
        }

        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public float encode(String cell) {
            return (Cell.number(cell) - mean) / deviation;
        }
    }
}
