package dev.mainnet.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The dimensions of a tensor, outermost first; none for a scalar.
 *
 * @param dims the sizes, -1 where a model leaves one open
 * @param ranked false where a model does not even say how many dimensions there are; {@code dims} then reads [-1]
 */
public record Shape(List<Long> dims, boolean ranked) {
    private static final Shape UNRANKED = new Shape(List.of(-1L), false);

    public Shape {
        dims = List.copyOf(dims);
    }

    /** A shape of these dimensions. */
    public static Shape of(long... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList(), true);
    }

    /** The shape of a tensor of which nothing is known. */
    public static Shape unranked() {
        return UNRANKED;
    }

    /** Whether a tensor of the given shape may stand where this one is declared. */
    public boolean accepts(Shape actual) {
        if (!ranked) {
            return true;
        }
        if (dims.size() != actual.dims.size()) {
            return false;
        }
        for (int i = 0; i < dims.size(); i++) {
            if (dims.get(i) >= 0 && !dims.get(i).equals(actual.dims.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How many elements a tensor of this shape has; absent where a dimension is open or negative, or the product is past a long. */
    public OptionalLong elements() {
        long product = 1;
        for (long dim : dims) {
            if (dim < 0) {
                return OptionalLong.empty();
            }
            // A zero anywhere makes the product zero, so that only non-zero factors can overflow.
            if (dim != 0 && product > Long.MAX_VALUE / dim) {
                return OptionalLong.empty();
            }
            product *= dim;
        }
        return OptionalLong.of(product);
    }

    long[] toArray() {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return ranked ? dims.toString() : "of any shape";
    }
}
