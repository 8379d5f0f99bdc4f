package dev.mainnet.runner.gguf;

/** The types of a GGUF's values, by number. */
final class ValueType {
    static final int INT32 = 5;
    static final int FLOAT32 = 6;
    static final int TEXT = 8;
    static final int ARRAY = 9;

    private static final int[] BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private ValueType() {}

    /** The bytes of one value of a type that has a fixed size. */
    static int bytes(int type) {
        if (type < 0 || type >= BYTES.length || BYTES[type] == 0) {
            throw new NotGgufException("its header has a value of the unknown type " + type);
        }
        return BYTES[type];
    }

    static Object read(int type, Cursor cursor) {
        return switch (type) {
            case 0 -> (long) Byte.toUnsignedInt(cursor.int8());
            case 1 -> (long) cursor.int8();
            case 2 -> (long) Short.toUnsignedInt(cursor.int16());
            case 3 -> (long) cursor.int16();
            case 4 -> Integer.toUnsignedLong(cursor.int32());
            case 5 -> (long) cursor.int32();
            case 6 -> (double) Float.intBitsToFloat(cursor.int32());
            case 7 -> cursor.int8() != 0;
            case 10, 11 -> cursor.int64();
            case 12 -> Double.longBitsToDouble(cursor.int64());
            default -> throw new NotGgufException("its header has a value of the unknown type " + type);
        };
    }
}
