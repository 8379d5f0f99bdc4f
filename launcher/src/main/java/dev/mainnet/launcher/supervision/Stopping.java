package dev.mainnet.launcher.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: politely first, then by force, and its children with it. */
public final class Stopping {
    private static final Duration AFTER_FORCE = Duration.ofSeconds(5);

    private Stopping() {}

    /** Asks a part to end and forces it when it has not within the patience. Returns when it is gone. */
    public static void stop(String name, ProcessHandle process, Duration patience) {
        List<ProcessHandle> children = process.descendants().toList();
        askToEnd(name, process);
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, AFTER_FORCE);
        }
        children.forEach(child -> {
            if (!ended(child, Duration.ofSeconds(1))) {
                child.destroyForcibly();
            }
        });
    }

    /**
     * Ends a process that leads a group of its own by force, and the whole group with it, without waiting: a JVM that writes its cache has
     * a child, which a list of children taken a moment earlier may miss.
     */
    public static void killGroup(ProcessHandle process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            new ProcessBuilder("sh", "-c", "kill -KILL -- -" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            // The children that were known are ended all the same.
        }
    }

    /** PostgreSQL waits for its clients on SIGTERM but ends their sessions on SIGINT, which the JDK cannot send. */
    private static void askToEnd(String name, ProcessHandle process) {
        if (!name.equals("postgres")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
        } catch (IOException noShell) {
            process.destroy();
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
