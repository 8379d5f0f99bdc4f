package dev.mainnet.worker.lease;

import dev.mainnet.worker.execution.Attempt;
import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.files.Hashes;
import dev.mainnet.worker.files.InputCache;
import dev.mainnet.worker.platform.Credentials;
import dev.mainnet.worker.platform.Lease;
import dev.mainnet.worker.platform.Platform;
import dev.mainnet.worker.platform.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An attempt at a leased job. */
record LeasedAttempt(
        Platform platform,
        Credentials me,
        Lease lease,
        InputCache cache,
        Path scratch,
        Heartbeats heartbeats,
        Stop stop)
        implements Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(LeasedAttempt.class);

    @Override
    public JsonNode parameters() {
        return lease.parameters();
    }

    @Override
    public Path input(String name) throws IOException, InterruptedException {
        Lease.Input input = lease.inputs().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IOException("The job has no input " + name));
        return cache.get(input, file -> platform.download(me, lease, input, file));
    }

    @Override
    public boolean hasInput(String name) {
        return lease.inputs().stream().anyMatch(input -> input.name().equals(name));
    }

    @Override
    public void metrics(Map<String, Double> figures) {
        heartbeats.metrics(figures);
    }

    @Override
    public void checkpoint(Path file) throws IOException, InterruptedException {
        try {
            platform.upload(me, lease, "checkpoint", "application/zip", file, Hashes.sha256(file));
        } catch (PlatformException e) {
            throw new IOException("The platform does not take a checkpoint", e);
        }
    }

    @Override
    public void progress(int percent) {
        heartbeats.progress(percent);
    }

    @Override
    public void log(String line) throws InterruptedException {
        LOG.info("Job {}: {}", lease.jobId(), line);
        try {
            platform.log(me, lease, line + "\n");
        } catch (PlatformException e) {
            LOG.debug("A line of the log is lost: {}", e.getMessage());
        }
    }
}
