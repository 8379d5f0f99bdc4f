package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.platform.Credentials;
import dev.mainnet.worker.platform.Lease;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.platform.PlatformException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in for as long as an attempt lasts, on a thread of its own, and stops the attempt when the platform says so. New progress is
 * told soon, so that whoever watches a short job sees some.
 */
final class Heartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(200);

    private final Platform platform;
    private final Credentials me;
    private final Lease lease;
    private final Stop stop;
    private final Thread thread;
    private long lastBeat = System.nanoTime() - SOON;
    private int progress;
    private int told;
    private Map<String, Double> metrics = Map.of();
    private boolean over;

    Heartbeats(Platform platform, Credentials me, Lease lease, Stop stop) {
        this.platform = platform;
        this.me = me;
        this.lease = lease;
        this.stop = stop;
        this.thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    synchronized void progress(int percent) {
        progress = percent;
        notifyAll();
    }

    synchronized void metrics(Map<String, Double> figures) {
        metrics = Map.copyOf(figures);
    }

    private void run() {
        try {
            while (awaitTurn()) {
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a heartbeat is due; false when there will be no more. */
    private synchronized boolean awaitTurn() throws InterruptedException {
        while (!over && stop.reason().isEmpty()) {
            long pause = progress > told ? SOON : lease.heartbeat().toNanos();
            long left = lastBeat + pause - System.nanoTime();
            if (left <= 0) {
                lastBeat = System.nanoTime();
                told = progress;
                return true;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return false;
    }

    private void beat() throws InterruptedException {
        try {
            switch (platform.heartbeat(me, lease, told(), measured())) {
                case GO_ON -> {}
                case END -> stop.askToEnd();
                case CANCELLED -> stop.because(StopReason.CANCELLED);
            }
        } catch (PlatformException.Unavailable e) {
            // The job may still be ours when the platform is back; if not, the next heartbeat is told so.
            LOG.warn("A heartbeat failed: {}", e.getMessage());
        } catch (PlatformException e) {
            LOG.warn("The lease of job {} is lost: {}", lease.jobId(), e.getMessage());
            stop.because(StopReason.LEASE_LOST);
        }
    }

    private synchronized int told() {
        return told;
    }

    /** What was measured since the last heartbeat. */
    private synchronized Map<String, Double> measured() {
        Map<String, Double> measured = metrics;
        metrics = Map.of();
        return measured;
    }

    /** Lets a heartbeat under way end, so that none follows the finish. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        thread.join();
    }
}
