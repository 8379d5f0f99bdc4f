package dev.mainnet.job.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What a webhook can be told. Training has the names of requirements/4-deep-learning.md; every other kind of job is a {@code job}. */
public enum WebhookEvent {
    TRAINING_STARTED("training.started"),
    TRAINING_PROGRESS("training.progress"),
    TRAINING_COMPLETED("training.completed"),
    TRAINING_FAILED("training.failed"),
    TRAINING_STOPPED("training.stopped"),
    JOB_STARTED("job.started"),
    JOB_PROGRESS("job.progress"),
    JOB_COMPLETED("job.completed"),
    JOB_FAILED("job.failed"),
    JOB_STOPPED("job.stopped"),
    DATASET_PROCESSED("dataset.processed");

    private final String text;

    WebhookEvent(String text) {
        this.text = text;
    }

    /** The name as users write and read it. */
    public String text() {
        return text;
    }

    /** The event of that name; nothing where there is none. */
    static Optional<WebhookEvent> named(String text) {
        return Arrays.stream(values()).filter(event -> event.text.equals(text)).findFirst();
    }
}
