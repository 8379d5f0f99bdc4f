package dev.mainnet.training.weights;

import ai.djl.ndarray.NDArray;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of some tensors at one moment.
 *
 * @param tensors by name, row after row
 */
public record Snapshot(Map<String, float[]> tensors) {

    public static Snapshot of(Map<String, NDArray> tensors) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, tensor.toFloatArray()));
        return new Snapshot(numbers);
    }

    /**
     * Puts the numbers back.
     *
     * @throws IllegalArgumentException when the tensors are not of the same names and sizes
     */
    public void restore(Map<String, NDArray> target) {
        if (!tensors.keySet().equals(target.keySet())) {
            throw new IllegalArgumentException("These are other tensors");
        }
        target.forEach((name, tensor) -> {
            float[] numbers = tensors.get(name);
            if (numbers == null || numbers.length != tensor.size()) {
                throw new IllegalArgumentException("The tensor %s has another size".formatted(name));
            }
            tensor.set(numbers);
        });
    }

    /** Writes how many tensors there are, and for each its name, how many numbers it has, and the numbers. */
    public void write(DataOutputStream output) throws IOException {
        output.writeInt(tensors.size());
        for (Map.Entry<String, float[]> tensor : tensors.entrySet()) {
            float[] numbers = tensor.getValue();
            byte[] bytes = new byte[Math.multiplyExact(numbers.length, Float.BYTES)];
            ByteBuffer.wrap(bytes).asFloatBuffer().put(numbers);
            output.writeUTF(tensor.getKey());
            output.writeInt(bytes.length);
            output.write(bytes);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Snapshot read(DataInputStream input) throws IOException {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        for (int left = input.readInt(); left > 0; left--) {
            String name = input.readUTF();
            int length = input.readInt();
            byte[] bytes = input.readNBytes(Math.max(0, length));
            if (bytes.length != length) {
                throw new EOFException();
            }
            float[] numbers = new float[length / Float.BYTES];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
            tensors.put(name, numbers);
        }
        return new Snapshot(tensors);
    }
}
