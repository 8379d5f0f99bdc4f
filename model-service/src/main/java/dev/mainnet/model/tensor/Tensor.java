package dev.mainnet.model.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A named value that goes into a model or comes out of one; elements in row-major order. */
public sealed interface Tensor {

    String name();

    Datatype datatype();

    /** The dimensions, none of them open; none at all for a scalar. */
    List<Long> shape();

    /**
     * Elements of a fixed size in the protocol's binary form.
     *
     * @param data little-endian, from position to limit
     */
    record Numbers(String name, Datatype datatype, List<Long> shape, ByteBuffer data) implements Tensor {

        public Numbers {
            shape = List.copyOf(shape);
            data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Texts: what the protocol calls BYTES and ONNX string. */
    record Texts(String name, List<Long> shape, List<String> values) implements Tensor {

        public Texts {
            shape = List.copyOf(shape);
            values = List.copyOf(values);
        }

        @Override
        public Datatype datatype() {
            return Datatype.BYTES;
        }
    }

    /** How many elements there are. */
    default int size() {
        return switch (this) {
            case Numbers numbers ->
                numbers.data().remaining() / numbers.datatype().width();
            case Texts texts -> texts.values().size();
        };
    }

    /** The size of the first dimension, 1 for a scalar. */
    default long rows() {
        return shape().isEmpty() ? 1 : shape().getFirst();
    }

    /**
     * How many elements a tensor of that shape has.
     *
     * @throws ArithmeticException past an int
     */
    static int elements(List<Long> shape) {
        long product = 1;
        for (long dimension : shape) {
            if (dimension == 0) {
                return 0;
            }
            product = Math.multiplyExact(product, dimension);
        }
        return Math.toIntExact(product);
    }
}
