package dev.mainnet.model.tensor;

import java.util.Arrays;
import java.util.Optional;

/** A tensor's element type, named as the Open Inference Protocol v2 names it. */
public enum Datatype {
    BOOL(1, "true or false"),
    UINT8(1, "whole numbers from 0 to 255"),
    UINT16(2, "whole numbers from 0 to 65535"),
    UINT32(4, "whole numbers from 0 to 4294967295"),
    UINT64(8, "whole numbers from 0 to 18446744073709551615"),
    INT8(1, "whole numbers from -128 to 127"),
    INT16(2, "whole numbers from -32768 to 32767"),
    INT32(4, "whole numbers from -2147483648 to 2147483647"),
    INT64(8, "whole numbers from -9223372036854775808 to 9223372036854775807"),
    FP16(2, "numbers from -65504 to 65504"),
    BF16(2, "numbers from -3.39e38 to 3.39e38"),
    FP32(4, "numbers from -3.4e38 to 3.4e38"),
    FP64(8, "numbers from -1.8e308 to 1.8e308"),
    BYTES(0, "texts");

    private final int width;
    private final String accepted;

    Datatype(int width, String accepted) {
        this.width = width;
        this.accepted = accepted;
    }

    /** The bytes of one element; 0 for {@link #BYTES}, whose elements differ in length. */
    public int width() {
        return width;
    }

    /** What JSON may say for an element, in words for the caller. */
    public String accepted() {
        return accepted;
    }

    public boolean isFloatingPoint() {
        return this == FP16 || this == BF16 || this == FP32 || this == FP64;
    }

    /** Whether an element can be the number or the name of a class. */
    public boolean canNameAClass() {
        return this == INT64 || this == INT32 || this == BYTES;
    }

    /** The type of that name; nothing for a name that the protocol does not know. */
    public static Optional<Datatype> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
