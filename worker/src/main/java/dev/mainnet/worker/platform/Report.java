package dev.mainnet.worker.platform;

import dev.mainnet.worker.execution.WorkDone;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How an attempt ended.
 *
 * @param outcome succeeded, failed, infrastructure_failure or stopped
 * @param error for the job's owner; empty where it succeeded
 * @param retryable whether another attempt may go better
 * @param computed by all attempts, where that is measured
 * @param result what came of it beside files
 */
public record Report(String outcome, String error, boolean retryable, Duration computed, Optional<JsonNode> result) {

    private Report(String outcome, String error, boolean retryable) {
        this(outcome, error, retryable, Duration.ZERO, Optional.empty());
    }

    public static Report succeeded(WorkDone done) {
        return new Report("succeeded", "", false, done.computed(), done.report());
    }

    /** It was to end early and had nothing to keep. */
    public static Report stopped() {
        return new Report("stopped", "", false);
    }

    /** The job itself is at fault: no other attempt would go better. */
    public static Report failed(String why) {
        return new Report("failed", why, false);
    }

    /** The worker is at fault or is shutting down. */
    public static Report infrastructureFailure(String why) {
        return new Report("infrastructure_failure", why, true);
    }
}
