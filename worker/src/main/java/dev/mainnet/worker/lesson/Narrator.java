package dev.mainnet.worker.lesson;

import dev.mainnet.training.loop.CheckpointFolder;
import dev.mainnet.training.loop.EpochMetrics;
import dev.mainnet.training.loop.Progress;
import dev.mainnet.worker.training.Lesson;
import dev.mainnet.worker.training.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells the worker how a training goes, and hands checkpoints over. */
final class Narrator implements Progress {

    private static final long BETWEEN_BATCHES = TimeUnit.MILLISECONDS.toNanos(300);

    /** What is left for the evaluation and the file. */
    private static final int LEARNED = 97;

    private final PrintStream worker;
    private final Lesson lesson;
    private final CheckpointFolder checkpoints;
    private final int epochs;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final long started = System.nanoTime();
    private long lastTold = started - BETWEEN_BATCHES;
    private long lastHandover = started;
    private double learnedBefore = -1;

    Narrator(PrintStream worker, Lesson lesson, CheckpointFolder checkpoints, int epochs) {
        this.worker = worker;
        this.lesson = lesson;
        this.checkpoints = checkpoints;
        this.epochs = epochs;
    }

    @Override
    public void batch(int epoch, int batch, int batches, double loss) {
        metrics.putIfAbsent("epoch", (double) epoch - 1);
        double learned = epoch - 1 + (double) batch / batches;
        if (learnedBefore < 0) {
            // Where an earlier attempt had got to; the first batch is this one's.
            learnedBefore = learned - 1.0 / batches;
        }
        long now = System.nanoTime();
        if (now - lastTold >= BETWEEN_BATCHES) {
            tell(learned, now);
        }
    }

    @Override
    public void epoch(EpochMetrics told) {
        metrics.put("epoch", (double) told.epoch());
        put("loss", told.loss());
        put("accuracy", told.accuracy());
        put("val_loss", told.validationLoss());
        put("val_accuracy", told.validationAccuracy());
        long now = System.nanoTime();
        if (now - lastTold >= BETWEEN_BATCHES || told.epoch() == epochs) {
            tell(told.epoch(), now);
        }
        if (now - lastHandover >= TimeUnit.MILLISECONDS.toNanos(lesson.checkpointMillis())) {
            lastHandover = now;
            handOver(told.epoch());
        }
    }

    void tell(Message message) {
        worker.println(message.line());
        worker.flush();
    }

    private void tell(double learned, long now) {
        lastTold = now;
        double here = learned - Math.max(0, learnedBefore);
        if (here > 0) {
            double seconds = (now - started) / 1e9;
            put("remaining_seconds", seconds / here * (epochs - learned));
        }
        tell(new Message.Progress((int) (LEARNED * learned / epochs), Map.copyOf(metrics)));
    }

    private void handOver(int epoch) {
        Path folder = lesson.handover().resolve(Integer.toString(epoch));
        try {
            checkpoints.link(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tell(new Message.Checkpoint(folder));
    }

    private void put(String name, @Nullable Double figure) {
        if (figure != null && Double.isFinite(figure)) {
            metrics.put(name, figure);
        }
    }
}
