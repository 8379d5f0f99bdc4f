package dev.mainnet.worker.platform;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A job that is this worker's for as long as it calls in.
 *
 * @param fencingToken shown with everything that is written
 * @param parameters for the executor of that kind
 */
public record Lease(
        UUID jobId,
        String kind,
        int attempt,
        long fencingToken,
        double leaseSeconds,
        double heartbeatSeconds,
        JsonNode parameters,
        List<Input> inputs) {

    /**
     * A file to work on.
     *
     * @param url relative to the gateway
     * @param sha256 in lower-case hex
     */
    public record Input(String name, String url, long sizeBytes, String sha256) {}

    /** How often to call in: as the platform asks, at least three times within a lease. */
    public Duration heartbeat() {
        return Duration.ofMillis((long) (1000 * Math.max(0.05, Math.min(heartbeatSeconds, leaseSeconds / 3))));
    }
}
