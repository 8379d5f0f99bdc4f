package dev.mainnet.runner.inference;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The threads that run models, and the bounded queue before them. */
@Component
public final class RunQueue implements AutoCloseable {
    private static final long STOP_SECONDS = 10;
    private static final int NOTHING_RUNS_ANY_MORE = 70;

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("overdue-runs").factory());
    private final InferenceSettings settings;
    private final OverdueRuns overdue;

    @Autowired
    RunQueue(InferenceSettings settings) {
        this(settings, () -> Runtime.getRuntime().halt(NOTHING_RUNS_ANY_MORE));
    }

    RunQueue(InferenceSettings settings, Runnable endProcess) {
        this.settings = settings;
        overdue = new OverdueRuns(settings.concurrency(), endProcess);
        threads = new ThreadPoolExecutor(
                settings.concurrency(),
                settings.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.queue()),
                Thread.ofPlatform().name("run-", 0).factory());
    }

    /**
     * Does {@code work} with a model when its turn comes. Fails with 503 when the queue is full or the model holds up a thread already,
     * and with 504 at the timeout, at once even where the work takes longer to notice; a cancelled subscription ends the work.
     */
    public <T> Mono<T> submit(ModelName model, Function<RunControl, T> work) {
        return Mono.create(sink -> {
            Turn<T> turn = new Turn<>(model, work, sink);
            sink.onCancel(turn::cancel);
            try {
                threads.execute(turn);
            } catch (RejectedExecutionException e) {
                turn.refuse();
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        clock.shutdownNow();
    }

    private final class Turn<T> implements Runnable {
        private final ModelName model;
        private final Function<RunControl, T> work;
        private final MonoSink<T> sink;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final RunControl control;
        private boolean running;
        private boolean isOverdue;

        Turn(ModelName model, Function<RunControl, T> work, MonoSink<T> sink) {
            this.model = model;
            this.work = work;
            this.sink = sink;
            control = RunControl.within(settings.timeout(), this::timeOut);
        }

        @Override
        public void run() {
            try {
                if (begin()) {
                    T result = work.apply(control);
                    if (answered.compareAndSet(false, true)) {
                        sink.success(result);
                    }
                }
            } catch (RuntimeException | Error e) {
                fail(e);
            } finally {
                control.close();
                end();
            }
        }

        /** False for a call that was over before its turn: nobody would look whether its run ends. */
        private synchronized boolean begin() {
            overdue.refuse(model);
            running = !answered.get();
            return running;
        }

        private synchronized void end() {
            running = false;
            if (isOverdue) {
                overdue.remove(model);
            }
        }

        private synchronized void lookWhetherItRunsOn() {
            if (running && !isOverdue) {
                isOverdue = true;
                overdue.add(model);
            }
        }

        void refuse() {
            control.close();
            fail(Refusal.busy("Too many calls are waiting; try again"));
        }

        void cancel() {
            answered.set(true);
            control.cancel();
            leave();
        }

        private void timeOut() {
            boolean first = answered.compareAndSet(false, true);
            leave();
            if (first) {
                sink.error(new OnnxException.RunTimedOut());
            }
        }

        private void leave() {
            if (threads.remove(this)) {
                control.close();
            } else {
                var _ = clock.schedule(
                        this::lookWhetherItRunsOn, settings.overdue().toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void fail(Throwable error) {
            if (answered.compareAndSet(false, true)) {
                sink.error(error);
            }
        }
    }
}
