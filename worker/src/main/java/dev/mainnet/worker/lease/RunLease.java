package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Executor;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.NothingToKeepException;
import dev.mainnet.worker.execution.ResultFile;
import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.StopReason;
import dev.mainnet.worker.execution.StoppedException;
import dev.mainnet.worker.execution.WorkDone;
import dev.mainnet.worker.files.Hashes;
import dev.mainnet.worker.files.InputCache;
import dev.mainnet.worker.files.Scratch;
import dev.mainnet.worker.platform.Credentials;
import dev.mainnet.worker.platform.Lease;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.platform.PlatformException;
import dev.mainnet.worker.platform.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a leased job of one kind and tells the platform how it went. */
final class RunLease {

    private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

    private final Platform platform;
    private final Executor executor;
    private final InputCache cache;
    private final Path scratch;

    /** @param scratch a folder that no other uses */
    RunLease(Platform platform, Executor executor, InputCache cache, Path scratch) {
        this.platform = platform;
        this.executor = executor;
        this.cache = cache;
        this.scratch = scratch;
    }

    /** @param stop ends the attempt early */
    void run(Credentials me, Lease lease, Stop stop) throws InterruptedException {
        LOG.info("Job {} ({}), attempt {}", lease.jobId(), lease.kind(), lease.attempt());
        Report report = attempt(me, lease, stop);
        if (stop.reason().filter(reason -> reason != StopReason.SHUTTING_DOWN).isPresent()) {
            LOG.info(
                    "Job {} is not ours any more: {}",
                    lease.jobId(),
                    stop.reason().orElseThrow());
            return;
        }
        try {
            platform.finish(me, lease, report);
            LOG.info("Job {} {} {}", lease.jobId(), report.outcome(), report.error());
        } catch (PlatformException e) {
            LOG.warn("Job {} could not be finished: {}", lease.jobId(), e.getMessage());
        }
    }

    private Report attempt(Credentials me, Lease lease, Stop stop) throws InterruptedException {
        if (!executor.kind().equals(lease.kind())) {
            return Report.infrastructureFailure("The worker cannot do jobs of the kind " + lease.kind());
        }
        try (Scratch own = Scratch.at(scratch);
                Heartbeats heartbeats = new Heartbeats(platform, me, lease, stop)) {
            heartbeats.start();
            var attempt = new LeasedAttempt(platform, me, lease, cache, own.folder(), heartbeats, stop);
            WorkDone done = executor.execute(attempt);
            for (ResultFile result : done.files()) {
                stop.check();
                platform.upload(
                        me, lease, result.name(), result.contentType(), result.file(), Hashes.sha256(result.file()));
            }
            return Report.succeeded(done);
        } catch (JobFailedException e) {
            return Report.failed(String.valueOf(e.getMessage()));
        } catch (NothingToKeepException e) {
            return Report.stopped();
        } catch (StoppedException e) {
            return Report.infrastructureFailure("The worker was shut down");
        } catch (PlatformException.RequestRefused e) {
            return Report.failed("The platform refused a file: " + e.getMessage());
        } catch (PlatformException.LeaseLost e) {
            stop.because(StopReason.LEASE_LOST);
            return Report.infrastructureFailure("The lease was lost");
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.error("Job {} failed here", lease.jobId(), e);
            return Report.infrastructureFailure(
                    "The worker failed: " + e.getClass().getSimpleName());
        }
    }
}
