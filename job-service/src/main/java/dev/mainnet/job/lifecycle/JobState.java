package dev.mainnet.job.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a job stands. Users see fewer states than there are: to them a job whose credits are being set aside is queued. */
public enum JobState {
    RESERVING("queued"),
    QUEUED("queued"),
    RUNNING("running"),
    /** The work is done; what it made is still to be registered elsewhere. */
    PUBLISHING("running"),
    SUCCEEDED("completed"),
    /** Its owner ended it early, and what it had made by then is kept and paid. */
    STOPPED("stopped"),
    FAILED("failed"),
    CANCELLED("stopped");

    private final String status;

    JobState(String status) {
        this.status = status;
    }

    /** The word that users see. */
    public String status() {
        return status;
    }

    /** The states that users see as that status; none for a word that is no status. */
    public static List<JobState> seenAs(String status) {
        return Arrays.stream(values())
                .filter(state -> state.status.equals(status))
                .toList();
    }

    /** Whether it waits for its credits or for a worker. */
    public boolean waits() {
        return this == RESERVING || this == QUEUED;
    }

    /** Whether nothing can change any more. */
    public boolean isTerminal() {
        return hasResult() || this == FAILED || this == CANCELLED;
    }

    /** Whether what the job made is its owner's. */
    public boolean hasResult() {
        return this == SUCCEEDED || this == STOPPED;
    }

    /** Whether a job may go from this state to that. */
    public boolean allows(JobState next) {
        Set<JobState> following = switch (this) {
            case RESERVING -> Set.of(QUEUED, FAILED, CANCELLED);
            case QUEUED -> Set.of(RUNNING, FAILED, CANCELLED);
            case RUNNING -> Set.of(QUEUED, PUBLISHING, SUCCEEDED, FAILED, CANCELLED);
            case PUBLISHING -> Set.of(SUCCEEDED, STOPPED, FAILED, CANCELLED);
            case SUCCEEDED, STOPPED, FAILED, CANCELLED -> Set.of();
        };
        return following.contains(next);
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState ofColumn(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
