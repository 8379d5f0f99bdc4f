package dev.mainnet.model.tensor;

import java.util.List;

/**
 * What a model declares of an input or output.
 *
 * @param shape outermost dimension first; -1 where the model leaves a size open, and [-1] also where it does not even tell how many
 *     dimensions there are
 */
public record TensorSpec(String name, Datatype datatype, List<Long> shape) {

    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** Whether the first dimension counts rows: it is open, or 1. */
    public boolean hasRows() {
        return !shape.isEmpty() && (shape.getFirst() == -1 || shape.getFirst() == 1);
    }

    /** Whether any number of rows can go in or come out at once. */
    public boolean stacksRows() {
        return !shape.isEmpty() && shape.getFirst() == -1;
    }

    /** Whether a tensor of these dimensions may stand where this one is declared. */
    public boolean accepts(List<Long> actual) {
        if (shape.equals(List.of(-1L))) {
            return !actual.isEmpty();
        }
        if (shape.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i) >= 0 && !shape.get(i).equals(actual.get(i))) {
                return false;
            }
        }
        return true;
    }
}
