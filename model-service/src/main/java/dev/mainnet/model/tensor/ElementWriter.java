package dev.mainnet.model.tensor;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tools.jackson.databind.JsonNode;

/** Writes elements that JSON gives into a tensor's binary form, and refuses what its datatype cannot hold. */
final class ElementWriter {

    private static final BigInteger MOST_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    /** The largest number below which every whole number is a double of its own. */
    private static final double EXACT = 0x1p53;

    private final TensorSpec spec;
    private final ByteBuffer data;

    ElementWriter(TensorSpec spec, int elements) {
        this.spec = spec;
        data = ByteBuffer.allocate(Math.multiplyExact(elements, spec.datatype().width()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    ByteBuffer finish() {
        return data.flip();
    }

    void write(JsonNode value) {
        switch (spec.datatype()) {
            case BOOL -> data.put((byte) (bool(value) ? 1 : 0));
            case INT8 -> data.put((byte) integer(value, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case UINT8 -> data.put((byte) integer(value, 0, 0xFF));
            case INT16 -> data.putShort((short) integer(value, Short.MIN_VALUE, Short.MAX_VALUE));
            case UINT16 -> data.putShort((short) integer(value, 0, 0xFFFF));
            case INT32 -> data.putInt((int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case UINT32 -> data.putInt((int) integer(value, 0, 0xFFFF_FFFFL));
            case INT64 -> data.putLong(integer(value, Long.MIN_VALUE, Long.MAX_VALUE));
            case UINT64 -> data.putLong(unsigned(value));
            case FP16 -> data.putShort(half(value));
            case BF16 -> data.putShort(bfloat(value));
            case FP32 -> data.putFloat(single(value));
            case FP64 -> data.putDouble(number(value));
            case BYTES -> throw new IllegalStateException("Texts have no fixed size");
        }
    }

    private boolean bool(JsonNode value) {
        if (!value.isBoolean()) {
            throw refused(value);
        }
        return value.booleanValue();
    }

    private long integer(JsonNode value, long least, long most) {
        BigInteger number = whole(value);
        if (number.bitLength() > 63) {
            throw refused(value);
        }
        long found = number.longValue();
        if (found < least || found > most) {
            throw refused(value);
        }
        return found;
    }

    private long unsigned(JsonNode value) {
        BigInteger number = whole(value);
        if (number.signum() < 0 || number.compareTo(MOST_UINT64) > 0) {
            throw refused(value);
        }
        return number.longValue();
    }

    /** Takes 3.0 for 3: not every client's language tells them apart. */
    private BigInteger whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue();
        }
        if (value.isNumber()) {
            double number = value.doubleValue();
            if (number == Math.rint(number) && Math.abs(number) <= EXACT) {
                return BigInteger.valueOf((long) number);
            }
        }
        throw refused(value);
    }

    /** JSON has no word for what is no number: the texts NaN, Infinity and -Infinity stand for them. */
    private double number(JsonNode value) {
        if (value.isString()) {
            return switch (value.stringValue()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw refused(value);
            };
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(value);
        }
        return value.doubleValue();
    }

    private float single(JsonNode value) {
        float single = (float) number(value);
        if (Float.isInfinite(single) && value.isNumber()) {
            throw refused(value);
        }
        return single;
    }

    private short half(JsonNode value) {
        short half = Float.floatToFloat16(single(value));
        if (Float.isInfinite(Float.float16ToFloat(half)) && value.isNumber()) {
            throw refused(value);
        }
        return half;
    }

    /** Rounds to the nearest, ties to even, as PyTorch and ONNX do. */
    private short bfloat(JsonNode value) {
        float single = single(value);
        if (Float.isNaN(single)) {
            return 0x7FC0;
        }
        int bits = Float.floatToRawIntBits(single);
        short rounded = (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
        if (Float.isInfinite(Element.bfloat(rounded)) && value.isNumber()) {
            throw refused(value);
        }
        return rounded;
    }

    private TensorMismatch refused(JsonNode value) {
        return JsonTensors.refusedElement(spec, value);
    }
}
