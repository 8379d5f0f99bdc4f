package dev.mainnet.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.mainnet.training.weights.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One training under way: its epochs so far, and the best of them. */
final class TrainingRun {
    private final TrainingPlan plan;
    private final Progress progress;
    private final BooleanSupplier stopped;
    private final Task task;
    private final NDManager manager;
    private final Optimizer optimizer;
    private final @Nullable CheckpointFolder folder;
    private final BestEpoch best;
    private final List<EpochMetrics> epochs = new ArrayList<>();

    TrainingRun(
            TrainingPlan plan,
            Progress progress,
            BooleanSupplier stopped,
            Task task,
            NDManager manager,
            Optimizer optimizer,
            @Nullable CheckpointFolder folder) {
        this.plan = plan;
        this.progress = progress;
        this.stopped = stopped;
        this.task = task;
        this.manager = manager;
        this.optimizer = optimizer;
        this.folder = folder;
        EarlyStopping early = plan.earlyStopping();
        best = new BestEpoch(early == null ? Monitor.VALIDATION_LOSS : early.monitor());
    }

    History run() throws IOException {
        Optional<Checkpoint> earlier = folder == null ? Optional.empty() : folder.latest();
        earlier.ifPresent(this::takeUp);
        while (epochs.size() < plan.epochs() && !patienceOver()) {
            Optional<EpochMetrics> epoch = epoch(epochs.size());
            if (epoch.isEmpty()) {
                return end(History.End.STOPPED);
            }
            finished(epoch.get());
        }
        return end(patienceOver() ? History.End.EARLY : History.End.COMPLETED);
    }

    private void takeUp(Checkpoint earlier) {
        Checkpoint.Position position = earlier.position();
        epochs.addAll(position.epochs());
        earlier.weights().restore(task.weights().all());
        optimizer.restore(position.steps(), earlier.means(), earlier.squares());
        best.remember(epochs.get(position.best() - 1), earlier.bestWeights());
    }

    private void finished(EpochMetrics metrics) throws IOException {
        epochs.add(metrics);
        Snapshot weights = Snapshot.of(task.weights().all());
        if (best.beatenBy(metrics)) {
            best.remember(metrics, weights);
        }
        if (folder != null) {
            folder.save(new Checkpoint(
                    new Checkpoint.Position(epochs, optimizer.steps(), best.epoch()),
                    weights,
                    optimizer.means(),
                    optimizer.squares(),
                    best.weights().orElse(weights)));
        }
        progress.epoch(metrics);
    }

    private boolean patienceOver() {
        EarlyStopping early = plan.earlyStopping();
        return early != null && epochs.size() - best.epoch() >= early.patience();
    }

    private History end(History.End end) {
        best.weights().ifPresent(weights -> weights.restore(task.weights().all()));
        return new History(epochs, best.epoch(), end);
    }

    /** Nothing where it was stopped. */
    private Optional<EpochMetrics> epoch(int epoch) {
        long start = System.nanoTime();
        // Random numbers for each epoch by its number, so that a training that is taken up again finds the same.
        long seed = plan.seed() * 1_000_003 + epoch;
        Engine.getInstance().setRandomSeed((int) seed);
        int batches = task.shuffle(new Random(seed));
        Tally learned = new Tally();
        for (int batch = 0; batch < batches; batch++) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            double loss = learn(batch, (long) epoch * batches + batch, (long) plan.epochs() * batches, learned);
            progress.batch(epoch + 1, batch + 1, batches, loss);
        }
        Tally validated = new Tally();
        for (int batch = 0; batch < task.validationBatches(); batch++) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            validate(batch, validated);
        }
        return Optional.of(new EpochMetrics(
                epoch + 1,
                learned.loss(),
                learned.accuracy(),
                validated.empty() ? null : validated.loss(),
                validated.empty() ? null : validated.accuracy(),
                Duration.ofNanos(System.nanoTime() - start)));
    }

    private double learn(int batch, long step, long steps, Tally tally) {
        try (NDManager working = manager.newSubManager()) {
            double loss;
            try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                Outcome outcome = task.learn(working, batch);
                loss = outcome.loss().getFloat();
                gradients.backward(outcome.loss());
                tally.add(outcome, loss);
            }
            double length = optimizer.step(plan.schedule().factor(step, steps));
            if (!Double.isFinite(loss) || !Double.isFinite(length)) {
                throw new TrainingFailedException(
                        "The loss is no longer a number at step %d: try a smaller learning_rate".formatted(step + 1));
            }
            return loss;
        }
    }

    private void validate(int batch, Tally tally) {
        try (NDManager working = manager.newSubManager()) {
            Outcome outcome = task.validate(working, batch);
            tally.add(outcome, outcome.loss().getFloat());
        }
    }
}
