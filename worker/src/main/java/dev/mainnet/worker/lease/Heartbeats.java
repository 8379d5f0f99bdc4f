package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.platform.Credentials;
import dev.mainnet.worker.platform.Lease;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.platform.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls in for as long as an attempt lasts, on a thread of its own, and stops the attempt when the platform says so. */
final class Heartbeats implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

    private final Platform platform;
    private final Credentials me;
    private final Lease lease;
    private final Stop stop;
    private final Thread thread;
    private volatile int progress;

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

    /** Goes with the next heartbeat. */
    void progress(int percent) {
        progress = percent;
    }

    private void run() {
        try {
            while (stop.reason().isEmpty()) {
                Thread.sleep(lease.heartbeat());
                beat();
            }
        } catch (InterruptedException e) {
            LOG.debug("The attempt is over");
        }
    }

    private void beat() throws InterruptedException {
        try {
            if (platform.heartbeat(me, lease, progress)) {
                stop.because(StopReason.CANCELLED);
            }
        } catch (PlatformException.Unavailable e) {
            // The job may still be ours when the platform is back; if not, the next heartbeat is told so.
            LOG.warn("A heartbeat failed: {}", e.getMessage());
        } catch (PlatformException e) {
            LOG.warn("The lease of job {} is lost: {}", lease.jobId(), e.getMessage());
            stop.because(StopReason.LEASE_LOST);
        }
    }

    /** Waits for a heartbeat under way, so that none follows the finish. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
