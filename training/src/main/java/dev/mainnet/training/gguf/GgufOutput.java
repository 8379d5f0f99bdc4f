package dev.mainnet.training.gguf;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The parts that a GGUF file is made of; all numbers little-endian. */
final class GgufOutput implements AutoCloseable {
    private static final int ALIGNMENT = 32;

    private final DataOutputStream stream;

    GgufOutput(OutputStream target) {
        stream = new DataOutputStream(target);
    }

    static long aligned(long size) {
        return Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
    }

    void number(int value) throws IOException {
        stream.writeInt(Integer.reverseBytes(value));
    }

    void longNumber(long value) throws IOException {
        stream.writeLong(Long.reverseBytes(value));
    }

    void text(String value) throws IOException {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        longNumber(encoded.length);
        stream.write(encoded);
    }

    /** The number of the value's type, and the value. */
    void value(GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Whole whole -> {
                number(4);
                number(whole.value());
            }
            case GgufValue.Real real -> {
                number(6);
                number(Float.floatToIntBits(real.value()));
            }
            case GgufValue.Flag flag -> {
                number(7);
                stream.writeBoolean(flag.value());
            }
            case GgufValue.Text text -> {
                number(8);
                text(text.value());
            }
            case GgufValue.Texts texts -> texts(texts.values());
            case GgufValue.Wholes wholes -> wholes(wholes.values());
        }
    }

    void floats(float[] values) throws IOException {
        byte[] block = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        stream.write(block);
    }

    /** Fills up to where a tensor may begin. */
    void align() throws IOException {
        stream.write(new byte[(int) (aligned(stream.size()) - stream.size())]);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private void texts(List<String> values) throws IOException {
        list(8, values.size());
        for (String value : values) {
            text(value);
        }
    }

    private void wholes(List<Integer> values) throws IOException {
        list(5, values.size());
        for (int value : values) {
            number(value);
        }
    }

    private void list(int type, int size) throws IOException {
        number(9);
        number(type);
        longNumber(size);
    }
}
