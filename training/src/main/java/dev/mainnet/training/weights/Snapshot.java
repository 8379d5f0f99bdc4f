package dev.mainnet.training.weights;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of some weights at one moment.
 *
 * @param tensors by name, row after row
 */
public record Snapshot(Map<String, float[]> tensors) {

    public static Snapshot of(Weights weights) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        weights.all().forEach((name, tensor) -> tensors.put(name, tensor.toFloatArray()));
        return new Snapshot(tensors);
    }

    /** Puts the numbers into weights of the same names and shapes. */
    public void restore(Weights weights) {
        tensors.forEach((name, values) -> {
            NDArray tensor = weights.get(name);
            if (tensor.size() != values.length) {
                throw new IllegalArgumentException(
                        "The tensor %s has %d numbers, not %d".formatted(name, tensor.size(), values.length));
            }
            tensor.set(values);
        });
    }
}
