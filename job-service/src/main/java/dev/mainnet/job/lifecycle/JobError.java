package dev.mainnet.job.lifecycle;

/**
 * Why a job came to nothing.
 *
 * @param code for programs
 * @param message for its owner; never a secret
 */
public record JobError(String code, String message) {

    /** The account could not pay for the job. */
    public static final String INSUFFICIENT_CREDITS = "insufficient_credits";

    /** The job itself cannot be done: its data or its model are at fault. */
    public static final String JOB_FAILED = "job_failed";

    /** Workers got lost, as often as it was tried. */
    public static final String INFRASTRUCTURE_FAILURE = "infrastructure_failure";

    /** The job was not over in time. */
    public static final String DEADLINE_EXCEEDED = "deadline_exceeded";

    /** What was set aside for the job was given back before it was over. */
    public static final String RESERVATION_EXPIRED = "reservation_expired";

    private static final int MAX_MESSAGE = 2000;

    public JobError {
        message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }
}
