package dev.mainnet.runner.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads a file's little-endian fields one after another; never past its end. */
final class Cursor {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private long position;

    Cursor(MemorySegment bytes) {
        this.bytes = bytes;
    }

    long position() {
        return position;
    }

    /** Steps over {@code length} bytes and tells where they began. */
    long skip(long length) {
        if (length < 0 || length > bytes.byteSize() - position) {
            throw new NotGgufException("it ends within its header");
        }
        long begin = position;
        position += length;
        return begin;
    }

    byte int8() {
        return bytes.get(ValueLayout.JAVA_BYTE, skip(Byte.BYTES));
    }

    short int16() {
        return bytes.get(SHORT, skip(Short.BYTES));
    }

    int int32() {
        return bytes.get(INT, skip(Integer.BYTES));
    }

    long int64() {
        return bytes.get(LONG, skip(Long.BYTES));
    }

    /** A number of things of which each takes at least {@code leastBytes}: more cannot follow than the file is long. */
    long count(String of, long leastBytes) {
        long count = int64();
        if (count < 0 || count > (bytes.byteSize() - position) / leastBytes) {
            throw new NotGgufException("it claims more " + of + " than it is long");
        }
        return count;
    }

    String string(int maxBytes) {
        long length = count("text", 1);
        if (length > maxBytes) {
            throw new NotGgufException("a text in its header has " + length + " bytes, more than " + maxBytes);
        }
        byte[] text = bytes.asSlice(skip(length), length).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** A text as it lies in the file. */
    MemorySegment text() {
        long length = count("text", 1);
        return bytes.asSlice(skip(length), length);
    }
}
