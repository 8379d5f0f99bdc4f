package dev.mainnet.launcher.supervision;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One part kept alive: starts it, sees it get ready, and starts it again when it dies, until it is stopped or its budget is spent. */
final class SupervisedPart {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

    private final Program program;
    private final File log;
    private final Announcements announcements;
    private final Runnable onChange;
    private final RestartBudget budget = new RestartBudget();
    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile Optional<Process> process = Optional.empty();
    private volatile PartState state = PartState.STARTING;

    SupervisedPart(Program program, Path log, Announcements announcements, Runnable onChange) {
        this.program = program;
        this.log = log.toFile();
        this.announcements = announcements;
        this.onChange = onChange;
    }

    Program program() {
        return program;
    }

    PartState state() {
        return state;
    }

    /** Its process, where it has one that runs. */
    Optional<ProcessHandle> process() {
        return process.filter(Process::isAlive).map(Process::toHandle);
    }

    /** Completes when the part is ready for the first time, exceptionally if it never will be. */
    CompletableFuture<Duration> firstReady() {
        return firstReady;
    }

    /** Starts the part and keeps it alive, in a thread of its own. */
    void start() {
        Thread.ofVirtual().name(program.part().label()).start(this::keepAlive);
    }

    /** Ends the part for good and waits until it is gone. */
    void stop(Duration patience) {
        Optional<Process> last;
        synchronized (this) {
            stopRequested.countDown();
            last = process;
        }
        last.map(Process::toHandle)
                .ifPresent(handle -> Stopping.stop(program.part().label(), handle, patience));
        firstReady.cancel(false);
        change(PartState.STOPPED);
    }

    private void keepAlive() {
        try {
            while (!isStopping()) {
                change(PartState.STARTING);
                String how = runOnce();
                if (isStopping()) {
                    return;
                }
                if (budget.isSpent()) {
                    giveUp(how);
                    return;
                }
                change(PartState.RESTARTING);
                announcements.died(program.part(), how, budget.pause());
                stopRequested.await(budget.pause().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the process once and tells how it ended. */
    private String runOnce() throws InterruptedException {
        Instant begin = Instant.now();
        try {
            program.preparation().run();
            Optional<Process> started = launch();
            if (started.isEmpty()) {
                return "stopped";
            }
            onChange.run();
            Process running = started.orElseThrow();
            if (!becomesReady(running, begin)) {
                boolean stuck = running.isAlive() && !isStopping();
                running.destroyForcibly();
                int exit = running.waitFor();
                budget.died(Duration.ZERO);
                return stuck ? "was not ready within " + START_LIMIT.toMinutes() + " minutes" : ended(exit);
            }
            Instant ready = Instant.now();
            announceReady(Duration.between(begin, ready));
            int exit = running.waitFor();
            budget.died(Duration.between(ready, Instant.now()));
            return ended(exit);
        } catch (IOException | RuntimeException e) {
            budget.died(Duration.ZERO);
            return "could not be started: " + e.getMessage();
        }
    }

    private synchronized Optional<Process> launch() throws IOException {
        if (isStopping()) {
            return Optional.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        process = Optional.of(builder.start());
        return process;
    }

    private boolean becomesReady(Process running, Instant begin) throws InterruptedException {
        while (running.isAlive() && Duration.between(begin, Instant.now()).compareTo(START_LIMIT) < 0) {
            if (program.readiness().isReady()) {
                return running.isAlive();
            }
            if (stopRequested.await(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.waitFor();
                return false;
            }
        }
        return false;
    }

    private void announceReady(Duration after) {
        budget.ready();
        change(PartState.RUNNING);
        announcements.ready(program.part(), after);
        firstReady.complete(after);
    }

    private void giveUp(String how) {
        String why =
                program.part().label() + " " + how + ", " + budget.quickDeaths() + " times in a row; its log is " + log;
        change(PartState.FAILED);
        announcements.gaveUp(program.part(), why);
        firstReady.completeExceptionally(new IllegalStateException(why));
    }

    private void change(PartState next) {
        state = next;
        onChange.run();
    }

    private boolean isStopping() {
        return stopRequested.getCount() == 0;
    }

    private static String ended(int exit) {
        return exit > 128 ? "was killed by signal " + (exit - 128) : "ended with status " + exit;
    }
}
