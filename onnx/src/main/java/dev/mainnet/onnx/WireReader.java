package dev.mainnet.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Walks the fields of one protobuf message over mapped memory without copying: weights are stepped over, not read. Stricter than
 * protobuf itself (no groups, no oversized tags), so that it never sees less than ONNX Runtime will.
 */
final class WireReader {
    static final int VARINT = 0;
    static final int LENGTH = 2;
    private static final int FIXED64 = 1;
    private static final int FIXED32 = 5;
    /** Protobuf's own limit of nesting. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_TEXT = 1 << 20;

    private final MemorySegment bytes;
    private final long end;
    private final int depth;
    private long position;
    private int key;
    private long value;
    private long start;

    WireReader(MemorySegment bytes) {
        this(bytes, 0, bytes.byteSize(), 0);
    }

    private WireReader(MemorySegment bytes, long position, long end, int depth) {
        this.bytes = bytes;
        this.position = position;
        this.end = end;
        this.depth = depth;
    }

    /** Goes to the next field; false after the last. */
    boolean next() {
        if (position == end) {
            return false;
        }
        long tag = readVarint();
        if (tag < 8 || tag > 0xFFFFFFFFL) {
            throw malformed();
        }
        key = (int) tag;
        switch (key & 7) {
            case VARINT -> value = readVarint();
            case FIXED64 -> skip(Long.BYTES);
            case FIXED32 -> skip(Integer.BYTES);
            case LENGTH -> skip(readVarint());
            default -> throw malformed();
        }
        return true;
    }

    /** The field's number and wire type as protobuf writes them: {@code number << 3 | type}. */
    int key() {
        return key;
    }

    long varint() {
        return value;
    }

    WireReader message() {
        if (depth == MAX_DEPTH) {
            throw new OnnxException.NotAModel("The file is not a valid ONNX model: it is nested too deeply");
        }
        return new WireReader(bytes, start, position, depth + 1);
    }

    String text() {
        if (position - start > MAX_TEXT) {
            throw new OnnxException.NotAModel("The file is not a valid ONNX model: a name in it is too long");
        }
        byte[] copy = bytes.asSlice(start, position - start).toArray(ValueLayout.JAVA_BYTE);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** The field's bytes as varints without tags, the packed form of a list of numbers. */
    boolean nextPacked() {
        if (position == end) {
            return false;
        }
        value = readVarint();
        return true;
    }

    private void skip(long length) {
        if (length < 0 || length > end - position) {
            throw malformed();
        }
        start = position;
        position += length;
    }

    private long readVarint() {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position == end) {
                throw malformed();
            }
            byte next = bytes.get(ValueLayout.JAVA_BYTE, position++);
            result |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw malformed();
    }

    private static OnnxException malformed() {
        return new OnnxException.NotAModel("The file is not an ONNX model: it does not parse as one");
    }
}
