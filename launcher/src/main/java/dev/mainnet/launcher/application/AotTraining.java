package dev.mainnet.launcher.application;

import dev.mainnet.launcher.supervision.Program;
import dev.mainnet.launcher.supervision.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes a part's AOT cache: runs the part until it is ready and ends it, upon which the JVM writes down the classes it has loaded and
 * linked.
 */
public final class AotTraining {
    private static final Duration UNTIL_READY = Duration.ofMinutes(5);
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(10);

    /** The status of a process that SIGKILL ended: the start was broken off, and the next one tries again. */
    private static final int KILLED = 137;

    private AotTraining() {}

    /** Whether a cache is wanted and missing, and has not failed before. */
    public static boolean isNeeded(JavaCommand command) {
        return command.cacheWanted() && !Files.exists(command.cache()) && !Files.exists(failureMark(command));
    }

    /**
     * Trains a part.
     *
     * @param started is told the process once it runs
     * @return whether there is a cache now; without one the part starts more slowly and is otherwise the same
     */
    public static boolean run(JavaCommand command, Program program, Path log, Consumer<ProcessHandle> started)
            throws InterruptedException {
        Path draft = command.cache().resolveSibling(command.cache().getFileName() + ".new");
        try {
            program.preparation().run();
            ProcessBuilder builder = new ProcessBuilder(command.train(draft))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            started.accept(process.toHandle());
            try {
                // A part that waits for others longer than this has loaded most of its classes all the same.
                awaitReady(process, program);
                process.destroy();
                boolean ended = process.waitFor(UNTIL_WRITTEN.toSeconds(), TimeUnit.SECONDS);
                if (ended && process.exitValue() == KILLED) {
                    return false;
                }
                if (ended && Files.exists(draft)) {
                    Files.move(draft, command.cache(), StandardCopyOption.ATOMIC_MOVE);
                    return true;
                }
            } finally {
                // The JVM writes the cache in a child of its own.
                Stopping.killGroup(process.toHandle());
            }
            Files.writeString(failureMark(command), "see " + log);
        } catch (IOException e) {
            // Told by the answer: there is no cache.
        }
        return false;
    }

    private static void awaitReady(Process process, Program program) throws InterruptedException {
        Instant end = Instant.now().plus(UNTIL_READY);
        while (process.isAlive()
                && Instant.now().isBefore(end)
                && !program.readiness().isReady()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Path failureMark(JavaCommand command) {
        return command.cache().resolveSibling(command.cache().getFileName() + ".failed");
    }
}
