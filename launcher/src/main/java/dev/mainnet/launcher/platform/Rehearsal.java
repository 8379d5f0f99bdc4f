package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.application.AotTraining;
import dev.mainnet.launcher.demo.MainJob;
import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.AotMode;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.Leftovers;
import dev.mainnet.launcher.supervision.StateFile;
import dev.mainnet.launcher.supervision.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes the AOT caches that are missing while the platform runs: a second platform, with data and secrets of its own and behind everything
 * else on the machine, does the main job once, so that also the first calls of the next start find their classes prepared. Done once per
 * build.
 */
final class Rehearsal implements AutoCloseable {
    /** The first calls to a new platform shall have the machine for themselves. */
    private static final Duration AFTER_READY = Duration.ofSeconds(20);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    /** At the lowest priority, and while others call the real platform. */
    private static final Duration JOB_PATIENCE = Duration.ofMinutes(2);

    /** PostgreSQL runs in no JVM; the worker is ready only when all others are, and starts quickly anyhow. */
    private static final Set<Part> UNTRAINED = EnumSet.of(Part.POSTGRES, Part.WORKER);

    /** Each needs those before it: the gateway waits for user-service's public keys. They end the other way round. */
    private static final List<Part> ORDER = List.of(
            Part.POSTGRES,
            Part.KAFKA,
            Part.DISCOVERY,
            Part.USER_SERVICE,
            Part.GATEWAY,
            Part.RUNNER,
            Part.MODEL_SERVICE,
            Part.BILLING_SERVICE,
            Part.JOB_SERVICE,
            Part.WORKER);

    private final Settings platform;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();
    private Optional<Supervisor> supervisor = Optional.empty();

    Rehearsal(Settings platform, Progress progress) {
        this.platform = platform;
        this.progress = progress;
    }

    /** Ends what the rehearsal of a killed launcher has left running, and deletes its data. */
    static void clear(Settings platform) {
        Home home = RehearsalSettings.home(platform);
        if (Files.exists(home.run())) {
            Leftovers.stop(new StateFile(home.run()));
        }
        try {
            Home.deleteTree(home.root());
        } catch (IOException kept) {
            // It only takes space; the next rehearsal tries again.
        }
    }

    /** Begins, unless nothing is missing or wanted. */
    synchronized void start(Programs programs) {
        List<Part> missing = platform.parts().stream()
                .filter(part -> isNeeded(part, programs))
                .toList();
        if (platform.aot() == AotMode.BACKGROUND && !missing.isEmpty() && closed.getCount() > 0) {
            thread = Optional.of(Thread.ofPlatform().daemon().name("rehearsal").start(() -> run(missing)));
        }
    }

    /** Breaks it off; the caches that are whole stay. */
    @Override
    public void close() {
        Optional<Thread> running;
        synchronized (this) {
            closed.countDown();
            supervisor.ifPresent(Supervisor::endTraining);
            running = thread;
        }
        running.ifPresent(rehearsal -> {
            try {
                rehearsal.join(END_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void run(List<Part> missing) {
        try {
            if (closed.await(AFTER_READY.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            progress.note("Preparing faster starts in the background, once per build: " + labels(missing));
            Instant begin = Instant.now();
            int made = rehearse(missing);
            if (closed.getCount() > 0) {
                progress.note("Prepared %d of %d parts for a faster start in %d s"
                        .formatted(
                                made,
                                missing.size(),
                                Duration.between(begin, Instant.now()).toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            progress.note("Could not prepare faster starts: " + e.getMessage());
        }
    }

    private int rehearse(List<Part> missing) throws InterruptedException {
        Settings settings = RehearsalSettings.of(platform);
        settings.home().create();
        Supervisor stage = new Supervisor(settings, Progress.silent());
        synchronized (this) {
            supervisor = Optional.of(stage);
        }
        try {
            Programs programs =
                    new Programs(settings, Secrets.in(settings.home().secrets()));
            List<AotTraining> trainings = new ArrayList<>();
            for (Part part : ORDER) {
                if (closed.getCount() == 0) {
                    break;
                }
                if (missing.contains(part)) {
                    begin(part, programs, stage).ifPresent(trainings::add);
                } else {
                    stage.start(programs.of(part)).join();
                }
            }
            play(settings);
            return finish(trainings.reversed(), stage);
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } finally {
            stage.endTraining();
            stage.stop(ORDER.reversed().subList(0, ORDER.size() - 1), STOP_PATIENCE);
            stage.stop(List.of(Part.POSTGRES), STOP_PATIENCE);
            stage.forget();
            clear(platform);
        }
    }

    private Optional<AotTraining> begin(Part part, Programs programs, Supervisor stage) throws InterruptedException {
        try {
            AotTraining training = AotTraining.begin(
                    programs.command(part),
                    programs.of(part),
                    platform.home().logs().resolve(part.label() + "-training.log"));
            stage.trains(part, training.process());
            training.awaitReady();
            return Optional.of(training);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whatever goes wrong here, the parts have started, and caches of that are worth having. */
    private void play(Settings settings) {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            MainJob job = MainJob.untold(
                    "http://localhost:" + settings.port(Part.GATEWAY).orElseThrow(),
                    platform.checkout().resolve("examples/iris"),
                    JOB_PATIENCE);
            job.predict();
            job.predictBatch();
        } catch (RuntimeException e) {
            if (closed.getCount() > 0) {
                progress.note("The rehearsal of calls ended early: " + e.getMessage());
            }
        }
    }

    private int finish(List<AotTraining> trainings, Supervisor stage) throws InterruptedException {
        int made = 0;
        for (AotTraining training : trainings) {
            Part part = training.part();
            if (training.finish()) {
                made++;
            } else if (closed.getCount() > 0) {
                progress.note(
                        "  %-16s could not be prepared; it works, but starts more slowly".formatted(part.label()));
            }
            stage.trained(part);
        }
        return made;
    }

    private static boolean isNeeded(Part part, Programs programs) {
        return !UNTRAINED.contains(part) && AotTraining.isNeeded(programs.command(part));
    }

    private static String labels(List<Part> parts) {
        return String.join(", ", parts.stream().map(Part::label).toList());
    }
}
