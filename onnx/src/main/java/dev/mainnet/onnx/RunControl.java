package dev.mainnet.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.RunOptions;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends one run: when its time is over, or when somebody cancels it. The clock starts when this is made, so that waiting for a place
 * counts. A run ends between two operators; see RATIONALE.md.
 */
public final class RunControl implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final long begun = System.nanoTime();
    private final Runnable whenTimedOut;
    private ScheduledFuture<?> alarm;
    private @Nullable RunOptions running;
    private @Nullable OnnxException stopped;

    private RunControl(Duration timeout, Runnable whenTimedOut) {
        this.whenTimedOut = whenTimedOut;
        this.alarm = CLOCK.schedule(this::timeOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A run that ends after {@code timeout}. */
    public static RunControl within(Duration timeout) {
        return within(timeout, () -> {});
    }

    /**
     * A run that ends after {@code timeout}.
     *
     * @param whenTimedOut called at that instant, on a thread that must not be held up, also where the run has not begun
     */
    public static RunControl within(Duration timeout, Runnable whenTimedOut) {
        return new RunControl(timeout, whenTimedOut);
    }

    /** Lets the run end earlier, {@code timeout} after this was made; a later end than the present one is not granted. */
    public synchronized void shorten(Duration timeout) {
        long left = timeout.toNanos() - (System.nanoTime() - begun);
        if (left < alarm.getDelay(TimeUnit.NANOSECONDS) && alarm.cancel(false)) {
            alarm = CLOCK.schedule(this::timeOut, left, TimeUnit.NANOSECONDS);
        }
    }

    /** Ends the run; it throws {@link OnnxException.RunCancelled}. A run that is over does not notice. */
    public void cancel() {
        stop(new OnnxException.RunCancelled());
    }

    /** Why the run was ended early, if it was. */
    synchronized void throwIfStopped() {
        if (stopped != null) {
            throw stopped;
        }
    }

    /** Binds the native run; {@link #end} must be called before its options are closed. */
    synchronized void begin(RunOptions options) {
        throwIfStopped();
        running = options;
    }

    synchronized void end() {
        running = null;
    }

    /** Stops the clock. */
    @Override
    public synchronized void close() {
        alarm.cancel(false);
    }

    private void timeOut() {
        stop(new OnnxException.RunTimedOut());
        whenTimedOut.run();
    }

    private synchronized void stop(OnnxException reason) {
        if (stopped != null) {
            return;
        }
        stopped = reason;
        if (running != null) {
            try {
                running.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime refused to end a run", e);
            }
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("onnx-clock").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }
}
