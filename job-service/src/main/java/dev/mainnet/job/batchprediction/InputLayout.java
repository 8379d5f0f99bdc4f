package dev.mainnet.job.batchprediction;

import dev.mainnet.contracts.ModelEvent.TensorSignature;
import java.util.List;
import java.util.OptionalLong;

/**
 * How many columns of a table each input of a model takes, by its declared shape: the first dimension counts rows, the others
 * together the columns.
 */
record InputLayout(List<Slot> slots) {

    /**
     * One input.
     *
     * @param width columns; nothing where the model takes any number
     * @param text whether it takes text
     */
    record Slot(String name, OptionalLong width, boolean text) {

        static Slot of(TensorSignature input) {
            return new Slot(input.name(), width(input.shape()), input.datatype().equals("BYTES"));
        }

        private static OptionalLong width(List<Long> shape) {
            // A single dimension counts rows of one value each when it is open, and the values of one row when it is
            // fixed.
            List<Long> columns = shape.size() == 1 && shape.getFirst() > 0
                    ? shape
                    : shape.subList(Math.min(1, shape.size()), shape.size());
            long width = 1;
            for (long dimension : columns) {
                if (dimension < 0) {
                    return OptionalLong.empty();
                }
                // Saturates: no file has that many columns.
                width = width > Integer.MAX_VALUE ? width : width * Math.min(dimension, Integer.MAX_VALUE);
            }
            return OptionalLong.of(width);
        }
    }

    static InputLayout of(List<TensorSignature> inputs) {
        return new InputLayout(inputs.stream().map(Slot::of).toList());
    }

    /** Whether a table of that many columns fills the inputs. */
    boolean accepts(int columns) {
        OptionalLong total = total();
        return total.isPresent() ? total.getAsLong() == columns : columns >= 1;
    }

    /** Whether any input takes text, so that columns of text may be fed. */
    boolean takesText() {
        return slots.stream().anyMatch(Slot::text);
    }

    /** Whether each input takes exactly one column. */
    boolean oneColumnEach() {
        return slots.stream().allMatch(slot -> slot.width().orElse(0) == 1);
    }

    /** How many columns the model needs, for people. */
    String needed() {
        OptionalLong total = total();
        return total.isPresent() ? Long.toString(total.getAsLong()) : "at least one";
    }

    private OptionalLong total() {
        long total = 0;
        for (Slot slot : slots) {
            if (slot.width().isEmpty()) {
                return OptionalLong.empty();
            }
            total += slot.width().getAsLong();
        }
        return OptionalLong.of(total);
    }
}
