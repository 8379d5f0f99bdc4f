package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.platform.Backoff;
import dev.mainnet.worker.platform.Credentials;
import dev.mainnet.worker.platform.Enrolment;
import dev.mainnet.worker.platform.Lease;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.platform.PlatformException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for jobs of one kind and does them, one at a time, until it is told to end. A platform that is away is waited for. */
final class WorkLoop {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);

    private final Platform platform;
    private final Enrolment enrolment;
    private final String kind;
    private final RunLease runLease;
    private final Runnable whenReady;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private boolean ready;

    /** What the loop is at, so that an end from another thread knows what to do: wait for a job, or do one. */
    private @Nullable Thread asking;

    private @Nullable Stop doing;
    private boolean ending;

    /** @param whenReady called once, when the platform knows this worker */
    WorkLoop(Platform platform, Enrolment enrolment, String kind, RunLease runLease, Runnable whenReady) {
        this.platform = platform;
        this.enrolment = enrolment;
        this.kind = kind;
        this.runLease = runLease;
        this.whenReady = whenReady;
    }

    /** Works until {@link #end}. */
    void run() throws IOException {
        try {
            while (mayGoOn()) {
                step();
            }
        } catch (InterruptedException e) {
            LOG.info("Ends while it waits for a job");
        }
    }

    /** Ends the loop from another thread: a job under way is given back. */
    synchronized void end() {
        ending = true;
        if (doing != null) {
            doing.because(StopReason.SHUTTING_DOWN);
        } else if (asking != null) {
            asking.interrupt();
        }
    }

    private void step() throws IOException, InterruptedException {
        try {
            Credentials me = enrolment.credentials();
            announce();
            Optional<Lease> lease = ask(me);
            backoff.reset();
            if (lease.isPresent()) {
                runLease.run(me, lease.get(), begin());
            }
        } catch (PlatformException.TokenRefused e) {
            LOG.warn("The platform does not accept this worker: {}", e.getMessage());
            backoff.pause();
        } catch (PlatformException e) {
            LOG.warn("The platform is away: {}", e.getMessage());
            backoff.pause();
        }
    }

    private Optional<Lease> ask(Credentials me) throws IOException, InterruptedException {
        try {
            return platform.lease(me, kind);
        } catch (PlatformException.TokenRefused e) {
            enrolment.forget(me);
            throw e;
        }
    }

    private void announce() {
        if (!ready) {
            ready = true;
            whenReady.run();
        }
    }

    private synchronized boolean mayGoOn() {
        doing = null;
        asking = Thread.currentThread();
        return !ending;
    }

    /** A job that came with the end is given back at once. */
    private synchronized Stop begin() {
        Stop stop = new Stop();
        doing = stop;
        if (ending) {
            stop.because(StopReason.SHUTTING_DOWN);
        }
        return stop;
    }
}
