package dev.mainnet.training.pictures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mainnet.training.data.Batches;
import dev.mainnet.training.loop.Outcome;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.network.Network;
import dev.mainnet.training.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** To tell the class of pictures. */
final class PictureTask implements Task {
    private final Network network;
    private final Album album;
    private final int[] learning;
    private final List<Integer> validation;
    private final int batchSize;

    PictureTask(Network network, Album album, List<Integer> learning, List<Integer> validation, int batchSize) {
        this.network = network;
        this.album = album;
        this.learning = learning.stream().mapToInt(Integer::intValue).toArray();
        this.validation = validation;
        this.batchSize = batchSize;
    }

    @Override
    public Weights weights() {
        return network.weights();
    }

    @Override
    public int shuffle(RandomGenerator random) {
        Arrays.sort(learning);
        for (int i = learning.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int picture = learning[i];
            learning[i] = learning[other];
            learning[other] = picture;
        }
        return Batches.number(learning.length, batchSize);
    }

    @Override
    public Outcome learn(NDManager manager, int batch) {
        int from = batch * batchSize;
        int[] pictures = Arrays.copyOfRange(learning, from, Batches.end(batch, learning.length, batchSize));
        return judge(manager, pictures, true);
    }

    @Override
    public int validationBatches() {
        return Math.ceilDiv(validation.size(), batchSize);
    }

    @Override
    public Outcome validate(NDManager manager, int batch) {
        int from = batch * batchSize;
        int to = Math.min(validation.size(), from + batchSize);
        return judge(
                manager,
                validation.subList(from, to).stream()
                        .mapToInt(Integer::intValue)
                        .toArray(),
                false);
    }

    private Outcome judge(NDManager manager, int[] pictures, boolean learns) {
        NDArray scores = network.outputs(album.batch(manager, pictures), learns);
        long[] classes = new long[pictures.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = album.labels().get(pictures[i]);
        }
        NDArray wanted = manager.create(classes, new Shape(classes.length, 1));
        NDArray loss = scores.logSoftmax(1).gather(wanted, 1).mean().neg();
        long correct = scores.argMax(1).eq(wanted.squeeze(1)).sum().toLongArray()[0];
        return new Outcome(loss, classes.length, correct);
    }
}
