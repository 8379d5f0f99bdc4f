package dev.mainnet.training.gguf;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a GGUF file of 32-bit floats. The format: github.com/ggml-org/ggml, docs/gguf.md, version 3: little-endian header, metadata and
 * directory of tensors, then their data, each at a multiple of 32 bytes.
 */
public final class GgufWriter {
    private static final int MAGIC = 0x46554747;
    private static final int VERSION = 3;
    private static final int FLOAT32 = 0;

    private final Map<String, GgufValue> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    private record Tensor(String name, long[] dimensions, Supplier<float[]> values) {
        long bytes() {
            long size = Float.BYTES;
            for (long dimension : dimensions) {
                size *= dimension;
            }
            return size;
        }
    }

    /** An entry of the metadata; entries keep their order. */
    public GgufWriter metadata(String key, GgufValue value) {
        metadata.put(key, value);
        return this;
    }

    /**
     * A tensor.
     *
     * @param dimensions the innermost first: the reverse of the shape of a tensor kept row after row
     * @param values asked for when the tensor is written
     */
    public GgufWriter tensor(String name, long[] dimensions, Supplier<float[]> values) {
        tensors.add(new Tensor(name, dimensions.clone(), values));
        return this;
    }

    public void write(Path file) throws IOException {
        try (GgufOutput output = new GgufOutput(new BufferedOutputStream(Files.newOutputStream(file)))) {
            output.number(MAGIC);
            output.number(VERSION);
            output.longNumber(tensors.size());
            output.longNumber(metadata.size());
            for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
                output.text(entry.getKey());
                output.value(entry.getValue());
            }
            long offset = 0;
            for (Tensor tensor : tensors) {
                output.text(tensor.name());
                output.number(tensor.dimensions().length);
                for (long dimension : tensor.dimensions()) {
                    output.longNumber(dimension);
                }
                output.number(FLOAT32);
                output.longNumber(offset);
                offset += GgufOutput.aligned(tensor.bytes());
            }
            output.align();
            for (Tensor tensor : tensors) {
                output.floats(tensor.values().get());
                output.align();
            }
        }
    }
}
