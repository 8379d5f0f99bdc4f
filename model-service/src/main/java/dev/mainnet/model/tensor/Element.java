package dev.mainnet.model.tensor;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Reads one element out of a tensor's binary form. */
public final class Element {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private Element() {}

    /** The element as a number; 0 and 1 for BOOL. Exact but for integers past 2^53. */
    public static double asDouble(Tensor.Numbers tensor, int index) {
        ByteBuffer data = tensor.data();
        return switch (tensor.datatype()) {
            case FP16 -> Float.float16ToFloat(data.getShort(index * 2));
            case BF16 -> bfloat(data.getShort(index * 2));
            case FP32 -> data.getFloat(index * 4);
            case FP64 -> data.getDouble(index * 8);
            default -> asInteger(tensor, index).doubleValue();
        };
    }

    /** The element of an integer type or BOOL, exactly. */
    public static BigInteger asInteger(Tensor.Numbers tensor, int index) {
        ByteBuffer data = tensor.data();
        return switch (tensor.datatype()) {
            case BOOL, INT8 -> BigInteger.valueOf(data.get(index));
            case UINT8 -> BigInteger.valueOf(Byte.toUnsignedInt(data.get(index)));
            case INT16 -> BigInteger.valueOf(data.getShort(index * 2));
            case UINT16 -> BigInteger.valueOf(Short.toUnsignedInt(data.getShort(index * 2)));
            case INT32 -> BigInteger.valueOf(data.getInt(index * 4));
            case UINT32 -> BigInteger.valueOf(Integer.toUnsignedLong(data.getInt(index * 4)));
            case INT64 -> BigInteger.valueOf(data.getLong(index * 8));
            case UINT64 -> unsigned(data.getLong(index * 8));
            case FP16, BF16, FP32, FP64, BYTES ->
                throw new IllegalArgumentException(tensor.datatype() + " holds no integers");
        };
    }

    /** The number that 16 bits of a bfloat16 say: the upper half of a float. */
    static float bfloat(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return value.signum() < 0 ? value.add(TWO_TO_64) : value;
    }
}
