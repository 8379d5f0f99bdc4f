package dev.mainnet.training.loop;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    public History run(Task task) {
        try {
            return run(task, null);
        } catch (IOException e) {
            throw new IllegalStateException("A training without checkpoints uses no file", e);
        }
    }

    /**
     * The same with a checkpoint after each epoch. Goes on after the last one in the folder, of a training of the same task and plan.
     *
     * @throws IOException when the folder cannot be read or written, or its content is of another training
     */
    public History resume(Task task, CheckpointFolder folder) throws IOException {
        return run(task, folder);
    }

    private History run(Task task, @Nullable CheckpointFolder folder) throws IOException {
        try (NDManager manager = task.weights().workspace();
                Optimizer optimizer = new Optimizer(plan.optimizer(), task.weights(), manager)) {
            return new TrainingRun(plan, progress, stopped, task, manager, optimizer, folder).run();
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e);
        } catch (EngineException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("memory")) {
                throw outOfMemory(e);
            }
            throw e;
        }
    }

    private static TrainingFailedException outOfMemory(Throwable cause) {
        return new TrainingFailedException("There is not enough memory: try a smaller batch_size or network", cause);
    }
}
