package dev.mainnet.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The tensors of a network by name, in the order in which they were added. Closing frees them. */
public final class Weights implements AutoCloseable {
    private final NDManager manager;
    private final Map<String, NDArray> learned = new LinkedHashMap<>();
    private final Map<String, NDArray> measured = new LinkedHashMap<>();

    public Weights(NDManager parent) {
        manager = parent.newSubManager();
    }

    /** A tensor to learn, which starts at the same number everywhere. */
    public void constant(String name, float value, long... shape) {
        learn(name, manager.full(new Shape(shape), value));
    }

    /** A tensor to learn, which starts at random numbers around 0. */
    public void random(String name, RandomGenerator random, double deviation, long... shape) {
        float[] values = new float[Math.toIntExact(new Shape(shape).size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        learn(name, manager.create(values, new Shape(shape)));
    }

    /** A tensor that the network measures itself while it learns, such as a running mean. */
    public void measured(String name, float value, long... shape) {
        measured.put(name, manager.full(new Shape(shape), value));
    }

    /** The tensor of that name, which stays the property of these weights. */
    public NDArray get(String name) {
        NDArray tensor = learned.getOrDefault(name, measured.get(name));
        if (tensor == null) {
            throw new IllegalArgumentException("There is no tensor " + name);
        }
        return tensor;
    }

    /** What an optimizer changes. */
    public Map<String, NDArray> learned() {
        return Collections.unmodifiableMap(learned);
    }

    /** Every tensor. */
    public Map<String, NDArray> all() {
        Map<String, NDArray> all = new LinkedHashMap<>(learned);
        all.putAll(measured);
        return all;
    }

    /** Where to compute with these weights; to be closed afterwards. */
    public NDManager workspace() {
        return manager.newSubManager();
    }

    /** The number of learned numbers. */
    public long parameters() {
        return learned.values().stream().mapToLong(NDArray::size).sum();
    }

    @Override
    public void close() {
        manager.close();
    }

    private void learn(String name, NDArray tensor) {
        tensor.setRequiresGradient(true);
        learned.put(name, tensor);
    }
}
