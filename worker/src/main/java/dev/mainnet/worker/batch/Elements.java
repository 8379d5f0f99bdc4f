package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads single elements of an answer. */
final class Elements {

    private Elements() {}

    /** How many elements belong to each of the rows; -1 where the tensor has no part for each row. */
    static int perRow(Tensor tensor, int rows) {
        long elements = tensor.shape().elements().orElse(-1);
        boolean byRow = rows == 1
                || (!tensor.shape().dims().isEmpty() && tensor.shape().dims().getFirst() == rows);
        return byRow && elements >= 0 && elements % rows == 0 ? Math.toIntExact(elements / rows) : -1;
    }

    /** As it stands in a table. */
    static String text(Tensor tensor, int index) {
        return switch (tensor) {
            case Tensor.Strings strings -> strings.values().get(index);
            case Tensor.Numbers numbers ->
                switch (numbers.datatype()) {
                    case FP32, FP16, BF16 -> Float.toString((float) number(numbers, index));
                    case FP64 -> Double.toString(number(numbers, index));
                    case UINT64 -> Long.toUnsignedString(elements(numbers).getLong(index * Long.BYTES));
                    case INT64 -> Long.toString(elements(numbers).getLong(index * Long.BYTES));
                    case BOOL -> number(numbers, index) == 0 ? "false" : "true";
                    default -> Long.toString((long) number(numbers, index));
                };
        };
    }

    static double number(Tensor.Numbers tensor, int index) {
        ByteBuffer elements = elements(tensor);
        Datatype type = tensor.datatype();
        int at = index * type.size();
        return switch (type) {
            case FP32 -> elements.getFloat(at);
            case FP64 -> elements.getDouble(at);
            case FP16 -> Float.float16ToFloat(elements.getShort(at));
            case BF16 -> Float.intBitsToFloat(elements.getShort(at) << 16);
            case BOOL, INT8 -> elements.get(at);
            case UINT8 -> elements.get(at) & 0xff;
            case INT16 -> elements.getShort(at);
            case UINT16 -> elements.getShort(at) & 0xffff;
            case INT32 -> elements.getInt(at);
            case UINT32 -> elements.getInt(at) & 0xffff_ffffL;
            case INT64, UINT64 -> elements.getLong(at);
            case BYTES -> throw new IllegalStateException("Text is no number");
        };
    }

    private static ByteBuffer elements(Tensor.Numbers tensor) {
        return tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
