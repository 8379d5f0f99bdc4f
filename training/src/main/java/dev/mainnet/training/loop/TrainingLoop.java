package dev.mainnet.training.loop;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Trains one task, batch by batch. One at a time in a process: PyTorch's gradients are collected for all threads together. */
public final class TrainingLoop {
    private final TrainingPlan plan;
    private final Progress progress;
    private final BooleanSupplier stopped;

    /** @param stopped asked before each batch; true ends the training */
    public TrainingLoop(TrainingPlan plan, Progress progress, BooleanSupplier stopped) {
        this.plan = plan;
        this.progress = progress;
        this.stopped = stopped;
    }

    /**
     * Trains the task's weights and leaves the best in them.
     *
     * @throws TrainingFailedException when the loss is no longer a number, or the memory does not suffice
     */
    public History run(Task task, NDManager parent) {
        try (NDManager manager = parent.newSubManager();
                Optimizer optimizer = new Optimizer(plan.optimizer(), task.weights(), manager)) {
            return new Run(task, manager, optimizer).epochs();
        } catch (OutOfMemoryError e) {
            throw new TrainingFailedException("There is not enough memory: try a smaller batch_size or network", e);
        }
    }

    private final class Run {
        private final Task task;
        private final NDManager manager;
        private final Optimizer optimizer;
        private final BestEpoch best;
        private final List<EpochMetrics> epochs = new ArrayList<>();

        Run(Task task, NDManager manager, Optimizer optimizer) {
            this.task = task;
            this.manager = manager;
            this.optimizer = optimizer;
            EarlyStopping early = plan.earlyStopping();
            best = new BestEpoch(early == null ? Monitor.VALIDATION_LOSS : early.monitor());
        }

        History epochs() {
            while (epochs.size() < plan.epochs()) {
                long start = System.nanoTime();
                Tally learned = learn(epochs.size());
                Tally validated = new Tally();
                if (!stopped.getAsBoolean()) {
                    validate(validated);
                }
                if (stopped.getAsBoolean()) {
                    return end(History.End.STOPPED);
                }
                EpochMetrics metrics = new EpochMetrics(
                        epochs.size() + 1,
                        learned.loss(),
                        learned.accuracy(),
                        validated.empty() ? null : validated.loss(),
                        validated.empty() ? null : validated.accuracy(),
                        Duration.ofNanos(System.nanoTime() - start));
                epochs.add(metrics);
                best.offer(metrics, task.weights());
                progress.epoch(metrics);
                EarlyStopping early = plan.earlyStopping();
                if (early != null && epochs.size() - best.epoch() >= early.patience()) {
                    return end(History.End.EARLY);
                }
            }
            return end(History.End.COMPLETED);
        }

        private History end(History.End end) {
            best.restore(task.weights());
            return new History(epochs, best.epoch(), end);
        }

        private Tally learn(int epoch) {
            // An order for each epoch by its number, so that a training that is taken up again finds the same.
            int batches = task.shuffle(new Random(plan.seed() * 1_000_003 + epoch));
            Tally tally = new Tally();
            for (int batch = 0; batch < batches && !stopped.getAsBoolean(); batch++) {
                double loss = learn(batch, (long) epoch * batches + batch, (long) plan.epochs() * batches, tally);
                progress.batch(epoch + 1, batch + 1, batches, loss);
            }
            return tally;
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
                            "The loss is no longer a number after %d steps: try a smaller learning_rate"
                                    .formatted(step + 1));
                }
                return loss;
            }
        }

        private void validate(Tally tally) {
            for (int batch = 0; batch < task.validationBatches() && !stopped.getAsBoolean(); batch++) {
                try (NDManager working = manager.newSubManager()) {
                    Outcome outcome = task.validate(working, batch);
                    tally.add(outcome, outcome.loss().getFloat());
                }
            }
        }
    }
}
