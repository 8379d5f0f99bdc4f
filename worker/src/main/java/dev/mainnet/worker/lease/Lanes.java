package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Executor;
import dev.mainnet.worker.files.InputCache;
import dev.mainnet.worker.platform.Enrolment;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.settings.WorkerSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does jobs of different kinds side by side, one of each at a time, so that a training of hours keeps no prediction waiting. Each lane has
 * its own scratch folder and inputs: none of them can be taken from under another's job.
 */
public final class Lanes {

    private final List<WorkLoop> loops;

    /** @param whenReady called once, when the platform knows this worker */
    public Lanes(WorkerSettings settings, List<Executor> executors, Runnable whenReady) {
        Platform platform = new Platform(settings.gateway());
        Enrolment enrolment = new Enrolment(
                platform, settings, executors.stream().map(Executor::kind).toList());
        AtomicBoolean ready = new AtomicBoolean();
        Runnable once = () -> {
            if (!ready.getAndSet(true)) {
                whenReady.run();
            }
        };
        this.loops = executors.stream()
                .map(executor ->
                        new WorkLoop(platform, enrolment, executor.kind(), lane(settings, platform, executor), once))
                .toList();
    }

    private static RunLease lane(WorkerSettings settings, Platform platform, Executor executor) {
        var cache = new InputCache(settings.home().resolve("inputs").resolve(executor.kind()), settings.cacheBytes());
        return new RunLease(
                platform, executor, cache, settings.home().resolve("scratch").resolve(executor.kind()));
    }

    /**
     * Works until {@link #end}.
     *
     * @throws IOException when the worker's own files fail it; then every lane has ended
     */
    public void run() throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("lane-", 0).factory())) {
            CompletionService<Void> lanes = new ExecutorCompletionService<>(threads);
            for (WorkLoop loop : loops) {
                lanes.submit(() -> {
                    try {
                        loop.run();
                    } finally {
                        end();
                    }
                    return null;
                });
            }
            for (int i = 0; i < loops.size(); i++) {
                lanes.take().get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A lane broke", e.getCause());
        }
    }

    /** Ends every lane, from another thread: jobs under way are given back. */
    public void end() {
        loops.forEach(WorkLoop::end);
    }
}
