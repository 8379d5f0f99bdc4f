package dev.mainnet.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mainnet.training.weights.Weights;
import java.util.random.RandomGenerator;

/** One weight, which is wrong by the square of its distance from 3; one batch an epoch. */
final class Valley implements Task, AutoCloseable {
    private final Weights weights;
    int learned;

    Valley(NDManager manager) {
        this(manager, 0);
    }

    Valley(NDManager manager, float start) {
        weights = new Weights(manager);
        weights.constant("place", start, 1);
    }

    float at() {
        return weights.get("place").toFloatArray()[0];
    }

    float loss() {
        return (at() - 3) * (at() - 3);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public int shuffle(RandomGenerator random) {
        return 1;
    }

    @Override
    public Outcome learn(NDManager manager, int batch) {
        learned++;
        return judge(manager);
    }

    @Override
    public int validationBatches() {
        return 1;
    }

    @Override
    public Outcome validate(NDManager manager, int batch) {
        return judge(manager);
    }

    private Outcome judge(NDManager manager) {
        NDArray distance = manager.create(new float[] {3}).sub(weights.get("place"));
        return new Outcome(distance.square().mean(), 1, null);
    }

    @Override
    public void close() {
        weights.close();
    }
}
