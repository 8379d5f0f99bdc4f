package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.worker.execution.JobFailedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** Turns the text of cells into elements of tensors. */
final class Cells {

    private static final int LONGEST_SHOWN = 40;
    private static final Pattern NO_DECIMAL = Pattern.compile("[dDfFxX]");

    private Cells() {}

    /**
     * Appends a cell as one little-endian element.
     *
     * @throws JobFailedException where the text is no such number; names line and column
     */
    static void put(ByteBuffer elements, Datatype type, String cell, long line, String column) {
        String text = cell.strip();
        try {
            switch (type) {
                case FP32 -> elements.putFloat((float) number(text));
                case FP64 -> elements.putDouble(number(text));
                case FP16 -> elements.putShort(Float.floatToFloat16((float) number(text)));
                case BF16 -> elements.putShort((short) (Float.floatToRawIntBits((float) number(text)) >>> 16));
                case BOOL -> elements.put((byte) (truth(text) ? 1 : 0));
                case INT8, UINT8 -> elements.put((byte) whole(text, type));
                case INT16, UINT16 -> elements.putShort((short) whole(text, type));
                case INT32, UINT32 -> elements.putInt((int) whole(text, type));
                case INT64, UINT64 -> elements.putLong(whole(text, type));
                case BYTES -> throw new IllegalStateException("Text has no fixed size");
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            String what = text.isEmpty()
                    ? "the cell is empty"
                    : "'" + text.substring(0, Math.min(LONGEST_SHOWN, text.length())) + "' is no " + name(type);
            throw new JobFailedException("line " + line + ", column '" + column + "': " + what);
        }
    }

    private static double number(String text) {
        double number = Double.parseDouble(text);
        // Double.parseDouble also takes hexadecimal and type suffixes, which are text in a table.
        if (!Double.isFinite(number) || NO_DECIMAL.matcher(text).find()) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "1", "true", "True", "TRUE" -> true;
            case "0", "false", "False", "FALSE" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** A number without a fraction, also written as 3.0, that the type can hold. */
    private static long whole(String text, Datatype type) {
        BigDecimal decimal = new BigDecimal(text);
        if (decimal.precision() - decimal.scale() > 20) {
            throw new ArithmeticException(text);
        }
        BigInteger number = decimal.toBigIntegerExact();
        int bits = type.size() * 8;
        boolean fits = switch (type) {
            case UINT8, UINT16, UINT32, UINT64 -> number.signum() >= 0 && number.bitLength() <= bits;
            default -> number.bitLength() < bits;
        };
        if (!fits) {
            throw new ArithmeticException(text);
        }
        return number.longValue();
    }

    private static String name(Datatype type) {
        if (type == Datatype.BOOL) {
            return "truth value (0 or 1)";
        }
        return type.isFloatingPoint() ? "number" : "whole number that fits " + type;
    }
}
