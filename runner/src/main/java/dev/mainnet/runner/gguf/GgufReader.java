package dev.mainnet.runner.gguf;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a GGUF's header, version 2 or 3, and checks all that llama.cpp would trust: every length, and that each tensor's data lies
 * within the file, aligned and overlapping no other's.
 */
final class GgufReader {
    private static final int MAGIC = 0x46554747;
    private static final int MAX_TENSORS = 1 << 16;
    private static final int MAX_KEYS = 1 << 12;
    private static final int MAX_KEY = 1 << 10;
    private static final int MAX_TENSOR_NAME = 63;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_DIMS = 4;
    private static final long DEFAULT_ALIGNMENT = 32;

    private final Cursor cursor;
    private final long fileBytes;
    private final GgufHeader header = new GgufHeader();

    private GgufReader(MemorySegment file) {
        cursor = new Cursor(file);
        fileBytes = file.byteSize();
    }

    /** @throws NotGgufException naming what is wrong */
    static GgufHeader read(MemorySegment file) {
        return new GgufReader(file).header();
    }

    private GgufHeader header() {
        if (cursor.int32() != MAGIC) {
            throw new NotGgufException("it does not begin with 'GGUF'");
        }
        int version = cursor.int32();
        if (version != 2 && version != 3) {
            throw new NotGgufException("its version is " + version + "; 2 and 3 are known, little-endian");
        }
        long tensors = atMost(MAX_TENSORS, cursor.count("tensors", 1), "tensors");
        long keys = atMost(MAX_KEYS, cursor.count("keys", 1), "keys");
        for (long i = 0; i < keys; i++) {
            key();
        }
        for (long i = 0; i < tensors; i++) {
            tensor();
        }
        data();
        return header;
    }

    private static long atMost(long max, long count, String of) {
        if (count > max) {
            throw new NotGgufException("it has " + count + " " + of + ", more than " + max);
        }
        return count;
    }

    private void key() {
        String key = cursor.string(MAX_KEY);
        if (header.has(key)) {
            throw new NotGgufException("the key '" + key + "' is there twice");
        }
        int type = cursor.int32();
        if (type == ValueType.ARRAY) {
            int elementType = cursor.int32();
            header.arrays().put(key, array(elementType));
        } else if (type == ValueType.TEXT) {
            header.values().put(key, cursor.string(MAX_TEXT));
        } else {
            header.values().put(key, ValueType.read(type, cursor));
        }
    }

    private GgufHeader.Array array(int type) {
        if (type == ValueType.TEXT) {
            long length = cursor.count("texts", Long.BYTES);
            return new GgufHeader.Array(type, length, TextScan.read(cursor, length));
        }
        int elementBytes = ValueType.bytes(type);
        long length = cursor.count("elements", elementBytes);
        cursor.skip(length * elementBytes);
        return new GgufHeader.Array(type, length, TextScan.NONE);
    }

    private void tensor() {
        String name = cursor.string(MAX_TENSOR_NAME);
        int dimensions = cursor.int32();
        if (dimensions < 1 || dimensions > MAX_DIMS) {
            throw new NotGgufException("tensor '" + name + "' has " + dimensions + " dimensions");
        }
        List<Long> dims = new ArrayList<>();
        long elements = 1;
        for (int i = 0; i < dimensions; i++) {
            long dim = cursor.int64();
            if (dim < 1 || dim > Long.MAX_VALUE / elements) {
                throw new NotGgufException("tensor '" + name + "' has an impossible shape");
            }
            dims.add(dim);
            elements *= dim;
        }
        int number = cursor.int32();
        TensorType type = TensorType.numbered(number)
                .orElseThrow(() -> new NotGgufException("tensor '" + name + "' has the unknown type " + number));
        long bytes = type.bytes(dims.getFirst(), elements)
                .orElseThrow(() -> new NotGgufException("tensor '" + name + "' has an impossible shape for " + type));
        if (header.tensors().put(name, new Tensor(name, dims, elements, cursor.int64(), bytes)) != null) {
            throw new NotGgufException("tensor '" + name + "' is there twice");
        }
    }

    private void data() {
        long alignment = header.number("general.alignment").orElse(DEFAULT_ALIGNMENT);
        if (alignment < 8 || alignment > 1 << 16 || Long.bitCount(alignment) != 1) {
            throw new NotGgufException("its alignment is " + alignment);
        }
        long data = padded(cursor.position(), alignment);
        long expected = 0;
        for (Tensor tensor : header.tensors().values()) {
            // As the format wants it, and llama.cpp too: one after another, each padded.
            if (tensor.offset() != expected || tensor.bytes() > fileBytes - data - expected) {
                throw new NotGgufException("the data of tensor '" + tensor.name() + "' is not where it should be: "
                        + "the file is cut off or damaged");
            }
            expected = padded(expected + tensor.bytes(), alignment);
        }
    }

    private static long padded(long position, long alignment) {
        return (position + alignment - 1) & -alignment;
    }
}
