package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.application.AotTraining;
import dev.mainnet.launcher.application.JavaCommand;
import dev.mainnet.launcher.settings.AotMode;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes the AOT caches that are missing, two at a time: that is what two cores bear. */
final class Training {
    private static final int AT_A_TIME = 2;

    /** PostgreSQL runs in no JVM; the worker is ready only when all others are, and starts quickly anyhow. */
    private static final Set<Part> UNTRAINED = EnumSet.of(Part.POSTGRES, Part.WORKER);

    private final Settings settings;
    private final Programs programs;
    private final Progress progress;
    private final Supervisor supervisor;

    Training(Settings settings, Programs programs, Progress progress, Supervisor supervisor) {
        this.supervisor = supervisor;
        this.settings = settings;
        this.programs = programs;
        this.progress = progress;
    }

    /** Whether any of these parts has no cache yet. */
    boolean isNeeded(List<Part> parts) {
        return parts.stream().anyMatch(this::isNeeded);
    }

    void run(List<Part> parts) throws InterruptedException {
        ConcurrentLinkedQueue<Part> queue = new ConcurrentLinkedQueue<>(
                parts.stream().filter(this::isNeeded).toList());
        if (queue.isEmpty()) {
            return;
        }
        progress.note("Preparing for a fast start, once per build: " + labels(queue));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            threads.add(Thread.ofPlatform().daemon().start(() -> work(queue)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private boolean isNeeded(Part part) {
        return settings.aot() == AotMode.TRAIN
                && !UNTRAINED.contains(part)
                && AotTraining.isNeeded(programs.command(part));
    }

    private void work(ConcurrentLinkedQueue<Part> queue) {
        for (Part part = queue.poll(); part != null; part = queue.poll()) {
            try {
                train(part);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void train(Part part) throws InterruptedException {
        Instant begin = Instant.now();
        JavaCommand command = programs.command(part);
        Path log = settings.home().logs().resolve(part.label() + "-training.log");
        boolean successfully =
                AotTraining.run(command, programs.of(part), log, process -> supervisor.trains(part, process));
        supervisor.trained(part);
        progress.trained(part, successfully, Duration.between(begin, Instant.now()));
    }

    private static String labels(Iterable<Part> parts) {
        List<String> labels = new ArrayList<>();
        parts.forEach(part -> labels.add(part.label()));
        return String.join(", ", labels);
    }
}
