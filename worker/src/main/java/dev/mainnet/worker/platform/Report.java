package dev.mainnet.worker.platform;

/**
 * How an attempt ended.
 *
 * @param outcome succeeded, failed or infrastructure_failure
 * @param error for the job's owner; empty where it succeeded
 * @param retryable whether another attempt may go better
 */
public record Report(String outcome, String error, boolean retryable) {

    public static Report succeeded() {
        return new Report("succeeded", "", false);
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
