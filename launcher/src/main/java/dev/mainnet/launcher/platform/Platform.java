package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.application.UnpackedJar;
import dev.mainnet.launcher.mail.MailCatcher;
import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.PortCheck;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.Leftovers;
import dev.mainnet.launcher.supervision.LogFile;
import dev.mainnet.launcher.supervision.StateFile;
import dev.mainnet.launcher.supervision.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The whole platform on this machine: every part's process, from the first start to the last stop. */
public final class Platform implements AutoCloseable {
    /** No call comes in while what answers it is being stopped, and nothing is written while what stores it is. */
    private static final List<List<Part>> STOP_ORDER = List.of(
            // The worker's long poll would otherwise keep the gateway waiting.
            List.of(Part.GATEWAY, Part.WORKER),
            List.of(Part.USER_SERVICE, Part.MODEL_SERVICE, Part.BILLING_SERVICE, Part.JOB_SERVICE),
            List.of(Part.RUNNER, Part.DISCOVERY),
            List.of(Part.KAFKA),
            List.of(Part.POSTGRES));

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(12);
    private static final Duration LOG_CHECK = Duration.ofSeconds(5);

    private final Settings settings;
    private final HomeLock lock;
    private final Progress progress;
    private final Supervisor supervisor;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Rehearsal rehearsal;
    private Optional<MailCatcher> mails = Optional.empty();
    private boolean closing;

    private Platform(Settings settings, Progress progress, HomeLock lock) {
        this.settings = settings;
        this.lock = lock;
        this.progress = progress;
        this.supervisor = new Supervisor(settings, progress);
        this.rehearsal = new Rehearsal(settings, progress);
    }

    /**
     * Takes possession of the home, after ending what a killed launcher has left there. Nothing of the platform runs yet.
     *
     * @param fresh whether to forget all data
     * @throws Refusal if another launcher holds the home or a port is taken
     */
    public static Platform in(Settings settings, boolean fresh, Progress progress) {
        Home home = settings.home();
        home.create();
        HomeLock lock = HomeLock.of(home);
        try {
            List<String> leftovers = Leftovers.stop(new StateFile(home.run()));
            if (!leftovers.isEmpty()) {
                progress.note("Stopped what an earlier launcher had left running: " + String.join(", ", leftovers));
            }
            Rehearsal.clear(settings);
            PortCheck.refuseTakenPorts(settings);
            if (fresh) {
                home.forgetData();
            }
            return new Platform(settings, progress, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts every part and waits until all are ready.
     *
     * @throws Refusal if a part does not get ready; then the caller closes the platform
     */
    public void start() throws InterruptedException {
        Secrets secrets = Secrets.in(settings.home().secrets());
        UnpackedJar.deleteOlderLaunchers(settings);
        Programs programs = new Programs(settings, secrets);
        Thread.ofVirtual().start(this::boundLogs);
        catchMails();
        // The databases are there within a second. Processors are few: what a first call needs does not wait for what
        // jobs need.
        start(programs, part -> part == Part.POSTGRES);
        start(programs, part -> part != Part.POSTGRES && !part.isForJobsOnly());
        progress.answers();
        start(programs, Part::isForJobsOnly);
        rehearsal.start(programs);
    }

    /** Starts some parts, and waits until they are ready. */
    private void start(Programs programs, Predicate<Part> which) {
        await(settings.parts().stream()
                .filter(which)
                .map(part -> supervisor.start(programs.of(part)))
                .toList());
    }

    private synchronized void catchMails() {
        if (settings.catchesMail() && !closing) {
            mails = Optional.of(MailCatcher.start(settings));
        }
    }

    /** What keeps the parts alive. */
    public Supervisor supervisor() {
        return supervisor;
    }

    /** Waits until the platform has been closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Stops every part in order, by force where asking does not help. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        rehearsal.close();
        for (List<Part> group : STOP_ORDER) {
            supervisor.stop(group, STOP_PATIENCE);
        }
        mails.ifPresent(MailCatcher::close);
        supervisor.forget();
        lock.close();
        closed.countDown();
    }

    private static void await(List<CompletableFuture<Duration>> parts) {
        // The first that fails ends the wait: the others may take minutes yet.
        CompletableFuture<Void> failure = new CompletableFuture<>();
        CompletableFuture<?>[] watched = parts.stream()
                .map(part -> part.whenComplete((after, problem) -> {
                    if (problem != null) {
                        failure.completeExceptionally(problem);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(watched), failure).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw new Refusal(
                    cause == null || cause instanceof CancellationException
                            ? "The start was broken off."
                            : String.valueOf(cause.getMessage()),
                    e);
        }
    }

    private void boundLogs() {
        try {
            while (!closed.await(LOG_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
                for (Part part : Part.values()) {
                    LogFile.of(settings.home(), part).cutIfLarge();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
