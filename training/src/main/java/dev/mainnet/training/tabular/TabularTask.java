package dev.mainnet.training.tabular;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.mainnet.training.data.Batches;
import dev.mainnet.training.loop.Outcome;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.network.Network;
import dev.mainnet.training.weights.Weights;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** To tell a column of a table by the others: cross entropy for classes, the squared error for a value. */
final class TabularTask implements Task {
    private static final int VALIDATION_BATCH = 1_024;

    private final Network network;
    private final Target target;
    private final Examples learning;
    private final Examples validation;
    private final int batchSize;
    private int[] order;

    TabularTask(Network network, Target target, Examples learning, Examples validation, int batchSize) {
        this.network = network;
        this.target = target;
        this.learning = learning;
        this.validation = validation;
        this.batchSize = batchSize;
        order = IntStream.range(0, learning.size()).toArray();
    }

    @Override
    public Weights weights() {
        return network.weights();
    }

    @Override
    public int shuffle(RandomGenerator random) {
        order = new int[learning.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return Batches.number(order.length, batchSize);
    }

    @Override
    public Outcome learn(NDManager manager, int batch) {
        int from = batch * batchSize;
        int to = Batches.end(batch, order.length, batchSize);
        return judge(
                manager, learning, IntStream.range(from, to).map(i -> order[i]).toArray(), true);
    }

    @Override
    public int validationBatches() {
        return Math.ceilDiv(validation.size(), VALIDATION_BATCH);
    }

    @Override
    public Outcome validate(NDManager manager, int batch) {
        int from = batch * VALIDATION_BATCH;
        int to = Math.min(validation.size(), from + VALIDATION_BATCH);
        return judge(manager, validation, IntStream.range(from, to).toArray(), false);
    }

    private Outcome judge(NDManager manager, Examples examples, int[] rows, boolean learns) {
        float[][] inputs = new float[rows.length][];
        float[] wanted = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            inputs[i] = examples.inputs()[rows[i]];
            wanted[i] = examples.targets()[rows[i]];
        }
        NDArray outputs = network.outputs(manager.create(inputs), learns);
        NDArray targets = manager.create(wanted, new Shape(rows.length, 1));
        return switch (target) {
            case Target.Classes classes -> {
                NDArray numbers = targets.toType(DataType.INT64, false);
                NDArray loss = outputs.logSoftmax(1).gather(numbers, 1).mean().neg();
                long correct = outputs.argMax(1).eq(numbers.squeeze(1)).sum().toLongArray()[0];
                yield new Outcome(loss, rows.length, correct);
            }
            case Target.Value value -> new Outcome(outputs.sub(targets).square().mean(), rows.length, null);
        };
    }
}
