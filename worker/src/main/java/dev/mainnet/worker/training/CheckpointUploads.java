package dev.mainnet.worker.training;

import dev.mainnet.worker.execution.Attempt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings checkpoints to the platform while the training goes on, one at a time; of those that wait only the newest goes. */
final class CheckpointUploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointUploads.class);

    private final Attempt attempt;
    private final Path archive;
    private final Thread thread;
    private @Nullable Path waiting;
    private boolean over;

    /** @param scratch where an archive may lie meanwhile */
    CheckpointUploads(Attempt attempt, Path scratch) {
        this.attempt = attempt;
        this.archive = scratch.resolve("checkpoint.zip");
        this.thread = Thread.ofPlatform().name("checkpoints").daemon().start(this::run);
    }

    /** @param folder of the checkpoint; it is deleted afterwards */
    synchronized void offer(Path folder) throws IOException {
        Path older = waiting;
        waiting = folder;
        notifyAll();
        if (older != null) {
            delete(older);
        }
    }

    private void run() {
        try {
            for (Path folder = take(); folder != null; folder = take()) {
                upload(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Path take() throws InterruptedException {
        while (waiting == null && !over) {
            wait();
        }
        Path folder = over ? null : waiting;
        waiting = null;
        return folder;
    }

    /** One that cannot be brought is no reason to end: the next may go. */
    private void upload(Path folder) throws InterruptedException {
        try {
            CheckpointArchive.pack(folder, archive);
            delete(folder);
            attempt.checkpoint(archive);
        } catch (IOException e) {
            LOG.warn("A checkpoint stays here: {}", e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Breaks an upload under way off. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        thread.interrupt();
        thread.join();
    }
}
