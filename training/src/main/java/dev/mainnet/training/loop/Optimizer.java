package dev.mainnet.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.mainnet.training.weights.Snapshot;
import dev.mainnet.training.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moves weights along their gradients and forgets the gradients. Its memory of earlier gradients is readable, so that a training can
 * go on where it was interrupted.
 */
final class Optimizer implements AutoCloseable {
    private static final float MOMENTUM = 0.9f;
    private static final float SQUARES = 0.999f;
    private static final float EPSILON = 1e-8f;
    private static final float NO_CLIP = -1;

    private final OptimizerPlan plan;
    private final Weights weights;
    private final NDManager manager;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> squares = new LinkedHashMap<>();
    private long steps;

    Optimizer(OptimizerPlan plan, Weights weights, NDManager parent) {
        this.plan = plan;
        this.weights = weights;
        manager = parent.newSubManager();
        weights.learned().forEach((name, tensor) -> {
            means.put(name, manager.zeros(tensor.getShape()));
            squares.put(name, manager.zeros(tensor.getShape()));
        });
    }

    /**
     * One step.
     *
     * @param factor of the plan's learning rate
     * @return the length of all gradients together, before it was limited
     */
    double step(double factor) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        try (NDManager step = manager.newSubManager()) {
            double sum = 0;
            for (Map.Entry<String, NDArray> weight : weights.learned().entrySet()) {
                NDArray gradient = weight.getValue().getGradient();
                gradient.attach(step);
                gradients.put(weight.getKey(), gradient);
                sum += gradient.square().sum().getFloat();
            }
            double length = Math.sqrt(sum);
            if (!Double.isFinite(length)) {
                return length;
            }
            steps++;
            float scale = (float) Math.min(1, plan.gradientLimit() / Math.max(length, 1e-12));
            gradients.forEach((name, gradient) -> move(name, gradient, plan.learningRate() * factor, scale));
            return length;
        }
    }

    long steps() {
        return steps;
    }

    Snapshot means() {
        return Snapshot.of(means);
    }

    Snapshot squares() {
        return Snapshot.of(squares);
    }

    /** Takes up where another one was. */
    void restore(long earlierSteps, Snapshot earlierMeans, Snapshot earlierSquares) {
        steps = earlierSteps;
        earlierMeans.restore(means);
        earlierSquares.restore(squares);
    }

    private void move(String name, NDArray gradient, double rate, float scale) {
        NDArray weight = weights.get(name);
        NDArray mean = of(means, name);
        NDArray square = of(squares, name);
        float decay = (float) plan.weightDecay();
        if (plan.method() == OptimizerPlan.Method.SGD) {
            weight.getNDArrayInternal()
                    .sgdUpdate(
                            new NDList(weight, gradient, mean),
                            new NDList(weight),
                            (float) rate,
                            decay,
                            scale,
                            NO_CLIP,
                            MOMENTUM,
                            true);
            return;
        }
        double correction = Math.sqrt(1 - Math.pow(SQUARES, (double) steps)) / (1 - Math.pow(MOMENTUM, (double) steps));
        weight.getNDArrayInternal()
                .adamUpdate(
                        new NDList(weight, gradient, mean, square),
                        new NDList(weight),
                        (float) rate,
                        (float) (rate * correction),
                        decay,
                        scale,
                        NO_CLIP,
                        MOMENTUM,
                        SQUARES,
                        EPSILON,
                        true,
                        plan.method() == OptimizerPlan.Method.ADAMW);
    }

    private static NDArray of(Map<String, NDArray> memory, String name) {
        NDArray tensor = memory.get(name);
        if (tensor == null) {
            throw new IllegalStateException("Nothing is remembered of " + name);
        }
        return tensor;
    }

    @Override
    public void close() {
        manager.close();
    }
}
