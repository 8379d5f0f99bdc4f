package dev.mainnet.training.loop;

import ai.djl.ndarray.NDManager;
import dev.mainnet.training.weights.Weights;
import java.util.random.RandomGenerator;

/** What is to be learned: a network's weights, and examples in batches that tell how wrong it is. */
public interface Task {
    /** The task's own; whoever made the task closes them. */
    Weights weights();

    /**
     * Puts the examples to learn from in a new order.
     *
     * @return the number of batches
     */
    int shuffle(RandomGenerator random);

    /**
     * How wrong the network is on one batch of the examples to learn from, in the order of the last shuffle.
     *
     * @param manager frees what is made meanwhile
     */
    Outcome learn(NDManager manager, int batch);

    /** The number of batches kept for validation, of which nothing is learned; may be none. */
    int validationBatches();

    /** How wrong the network is on one batch that nothing is learned of. */
    Outcome validate(NDManager manager, int batch);
}
