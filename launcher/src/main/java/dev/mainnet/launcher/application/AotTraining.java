package dev.mainnet.launcher.application;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.supervision.Program;
import dev.mainnet.launcher.supervision.Stopping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Makes a part's AOT cache: the part runs, does what it is for, and ends, upon which the JVM writes down the classes it has loaded and
 * linked.
 */
public final class AotTraining {
    private static final Duration UNTIL_READY = Duration.ofMinutes(5);
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(10);

    /** The status of a process that SIGKILL ended: the start was broken off, and the next one tries again. */
    private static final int KILLED = 137;

    private final JavaCommand command;
    private final Program program;
    private final Path log;
    private final Path draft;
    private final Process process;

    private AotTraining(JavaCommand command, Program program, Path log, Path draft, Process process) {
        this.command = command;
        this.program = program;
        this.log = log;
        this.draft = draft;
        this.process = process;
    }

    /** Whether a cache is wanted and missing, and has not failed before. */
    public static boolean isNeeded(JavaCommand command) {
        return command.cacheWanted() && !Files.exists(command.cache()) && !Files.exists(failureMark(command));
    }

    /** Starts the part that is trained. */
    public static AotTraining begin(JavaCommand command, Program program, Path log) throws IOException {
        Path draft = command.cache().resolveSibling(command.cache().getFileName() + ".new");
        program.preparation().run();
        ProcessBuilder builder = new ProcessBuilder(command.train(draft))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        return new AotTraining(command, program, log, draft, builder.start());
    }

    /** The part that is trained. */
    public Part part() {
        return program.part();
    }

    /** The process that runs it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Waits until the part can do its work, or for five minutes: by then it has loaded most of its classes all the same. */
    public void awaitReady() throws InterruptedException {
        Instant end = Instant.now().plus(UNTIL_READY);
        while (process.isAlive()
                && Instant.now().isBefore(end)
                && !program.readiness().isReady()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /**
     * Ends the part and waits for its cache.
     *
     * @return whether there is a cache now; without one the part starts more slowly and is otherwise the same
     */
    public boolean finish() throws InterruptedException {
        try {
            process.destroy();
            boolean ended = process.waitFor(UNTIL_WRITTEN.toSeconds(), TimeUnit.SECONDS);
            if (ended && process.exitValue() == KILLED) {
                return false;
            }
            if (ended && Files.exists(draft)) {
                Files.move(draft, command.cache(), StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
            Files.writeString(failureMark(command), "see " + log);
        } catch (IOException e) {
            // Told by the answer: there is no cache.
        } finally {
            // The JVM writes the cache in a child of its own.
            Stopping.killGroup(process.toHandle());
        }
        return false;
    }

    private static Path failureMark(JavaCommand command) {
        return command.cache().resolveSibling(command.cache().getFileName() + ".failed");
    }
}
