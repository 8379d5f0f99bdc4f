package dev.mainnet.training.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mainnet.training.loop.Outcome;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.weights.Weights;
import java.util.random.RandomGenerator;

/**
 * To tell the next token of a text. An epoch goes once over the corpus, in windows that begin elsewhere in each epoch. A window shorter
 * than the context stands at another place of it in each batch, so that every place is learned.
 */
final class TextTask implements Task {
    private final GptNetwork network;
    private final Corpus corpus;
    private final int batchSize;
    private final int window;
    private int[] starts = {};
    private int[] places = {};

    TextTask(GptNetwork network, Corpus corpus, int window, int batchSize) {
        this.network = network;
        this.corpus = corpus;
        this.window = window;
        this.batchSize = batchSize;
        if (corpus.learning().length <= window) {
            throw new IllegalArgumentException(
                    "The text has %d tokens; a window needs more than %d".formatted(corpus.learning().length, window));
        }
    }

    @Override
    public Weights weights() {
        return network.weights();
    }

    @Override
    public int shuffle(RandomGenerator random) {
        int tokens = corpus.learning().length - 1;
        int spare = tokens - tokens / window * window;
        int first = random.nextInt(spare + 1);
        starts = new int[tokens / window];
        for (int i = 0; i < starts.length; i++) {
            int other = random.nextInt(i + 1);
            starts[i] = starts[other];
            starts[other] = first + i * window;
        }
        int spareContext = network.shape().context() - window;
        places = random.ints(Math.ceilDiv(starts.length, batchSize), 0, spareContext + 1)
                .toArray();
        return places.length;
    }

    @Override
    public Outcome learn(NDManager manager, int batch) {
        int from = batch * batchSize;
        int rows = Math.min(batchSize, starts.length - from);
        long[] inputs = new long[rows * window];
        long[] targets = new long[rows * window];
        for (int row = 0; row < rows; row++) {
            copy(corpus.learning(), starts[from + row], inputs, targets, row * window, window);
        }
        return judge(manager, inputs, targets, rows, places[batch]);
    }

    @Override
    public int validationBatches() {
        return Math.max(0, corpus.validation().length - 1) / (window * batchSize);
    }

    @Override
    public Outcome validate(NDManager manager, int batch) {
        long[] inputs = new long[batchSize * window];
        long[] targets = new long[batchSize * window];
        copy(corpus.validation(), batch * inputs.length, inputs, targets, 0, inputs.length);
        return judge(manager, inputs, targets, batchSize, 0);
    }

    private static void copy(int[] tokens, int start, long[] inputs, long[] targets, int at, int length) {
        for (int i = 0; i < length; i++) {
            inputs[at + i] = tokens[start + i];
            targets[at + i] = tokens[start + i + 1];
        }
    }

    private Outcome judge(NDManager manager, long[] inputs, long[] targets, int rows, int place) {
        NDArray scores = network.scores(manager.create(inputs, new Shape(rows, window)), place)
                .reshape(targets.length, network.shape().vocabulary());
        NDArray next = manager.create(targets, new Shape(targets.length, 1));
        NDArray loss = scores.logSoftmax(1).gather(next, 1).mean().neg();
        long correct = scores.argMax(1).eq(next.squeeze(1)).sum().toLongArray()[0];
        return new Outcome(loss, targets.length, correct);
    }
}
