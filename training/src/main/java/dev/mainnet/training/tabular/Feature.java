package dev.mainnet.training.tabular;

import java.util.List;

/** A column that a model looks at, and how its cells become numbers. */
public sealed interface Feature {
    String column();

    /** How many numbers a cell becomes. */
    int width();

    /** Writes a cell's numbers; what is missing becomes zeros: the mean, or no category. */
    void encode(String cell, float[] target, int at);

    /**
     * A number, brought to mean 0 and deviation 1.
     *
     * @param scale what the distance from the mean is multiplied by
     */
    record Quantity(String column, float mean, float scale) implements Feature {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void encode(String cell, float[] target, int at) {
            target[at] = Cell.missing(cell) ? 0 : (Cell.number(cell) - mean) * scale;
        }
    }

    /** One of some texts: a number for each, of which one is 1. A text that was never seen is none of them. */
    record Category(String column, List<String> values) implements Feature {
        public Category {
            values = List.copyOf(values);
        }

        @Override
        public int width() {
            return values.size();
        }

        @Override
        public void encode(String cell, float[] target, int at) {
            int index = values.indexOf(cell.strip());
            if (index >= 0) {
                target[at + index] = 1;
            }
        }
    }
}
