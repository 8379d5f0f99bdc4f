package dev.mainnet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A named value that goes into a run or comes out of one; elements in row-major order. */
public sealed interface Tensor {
    String name();

    Datatype datatype();

    /** Always ranked and without open dimensions. */
    Shape shape();

    /**
     * Elements of a fixed size, as the protocol's binary form has them.
     *
     * @param data the elements, little-endian, from position to limit
     */
    record Numbers(String name, Datatype datatype, Shape shape, ByteBuffer data) implements Tensor {
        public Numbers {
            data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Text: ONNX strings, which the protocol calls BYTES. */
    record Strings(String name, Shape shape, List<String> values) implements Tensor {
        @Override
        public Datatype datatype() {
            return Datatype.BYTES;
        }
    }
}
