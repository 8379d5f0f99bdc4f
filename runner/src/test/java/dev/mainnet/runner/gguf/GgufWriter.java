package dev.mainnet.runner.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small GGUF files, right or wrong ones. */
public final class GgufWriter {
    private static final int ALIGNMENT = 32;

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final Map<String, Weights> tensors = new LinkedHashMap<>();

    /** A tensor; the first of its dimensions is the row's length. */
    private record Weights(int[] dims, float[] values) {}

    public GgufWriter text(String key, String value) {
        return put(key, 8, string(value));
    }

    public GgufWriter number(String key, int value) {
        return put(key, 4, content(bytes(4).putInt(value)));
    }

    public GgufWriter fraction(String key, float value) {
        return put(key, 6, content(bytes(4).putFloat(value)));
    }

    public GgufWriter texts(String key, List<String> values) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(content(bytes(12).putInt(8).putLong(values.size())));
        values.forEach(value -> all.writeBytes(string(value)));
        return put(key, 9, all.toByteArray());
    }

    public GgufWriter numbers(String key, int... values) {
        ByteBuffer all = bytes(12 + 4 * values.length).putInt(5).putLong(values.length);
        for (int value : values) {
            all.putInt(value);
        }
        return put(key, 9, content(all));
    }

    public GgufWriter without(String key) {
        keys.remove(key);
        tensors.remove(key);
        return this;
    }

    public GgufWriter tensor(String name, float[] values, int... dims) {
        tensors.put(name, new Weights(dims, values));
        return this;
    }

    /** A tensor of zeros. */
    public GgufWriter zeros(String name, int... dims) {
        int elements = 1;
        for (int dim : dims) {
            elements *= dim;
        }
        return tensor(name, new float[elements], dims);
    }

    public byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(content(
                bytes(24).putInt(0x46554747).putInt(3).putLong(tensors.size()).putLong(keys.size())));
        keys.forEach((key, value) -> {
            file.writeBytes(string(key));
            file.writeBytes(value);
        });
        long offset = 0;
        for (Map.Entry<String, Weights> tensor : tensors.entrySet()) {
            int[] dims = tensor.getValue().dims();
            file.writeBytes(string(tensor.getKey()));
            ByteBuffer info = bytes(16 + 8 * dims.length).putInt(dims.length);
            for (int dim : dims) {
                info.putLong(dim);
            }
            file.writeBytes(content(info.putInt(0).putLong(offset)));
            offset += padded(4L * tensor.getValue().values().length);
        }
        pad(file);
        for (Weights tensor : tensors.values()) {
            ByteBuffer data = bytes(4 * tensor.values().length);
            for (float value : tensor.values()) {
                data.putFloat(value);
            }
            file.writeBytes(content(data));
            pad(file);
        }
        return file.toByteArray();
    }

    private static void pad(ByteArrayOutputStream file) {
        file.writeBytes(new byte[(int) (padded(file.size()) - file.size())]);
    }

    private static long padded(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private GgufWriter put(String key, int type, byte[] value) {
        keys.put(key, content(bytes(4 + value.length).putInt(type).put(value)));
        return this;
    }

    private static byte[] string(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return content(bytes(8 + text.length).putLong(text.length).put(text));
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.flip().get(content);
        return content;
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
