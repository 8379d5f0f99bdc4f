package dev.mainnet.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#JOB_EVENTS}. Of {@link JobSucceeded}, {@link JobFailed} and {@link JobCancelled} a job has exactly one. */
public sealed interface JobEvent extends Event {

    UUID jobId();

    /** The account that pays for the job. */
    UUID accountId();

    /** batch_prediction, training, … */
    String kind();

    @Override
    default String key() {
        return jobId().toString();
    }

    /**
     * A job was accepted and waits for its credits.
     *
     * @param amountMicro the most it can cost, in micro-credits; the price is fixed here
     */
    record JobSubmitted(UUID jobId, UUID accountId, String kind, long amountMicro, Instant submittedAt)
            implements JobEvent {}

    /**
     * A training has made a model, which is to be registered for the account. The job succeeds once that is done.
     *
     * @param modelId the id that the model will have
     * @param objectKey where in the object store the job's file lies; it is the job's own and may go with it
     * @param sha256 of the file, in lower-case hex
     * @param modelType the network: mlp, resnet50, …
     * @param parameters how many numbers it has learned
     * @param performance figures by name, on the examples kept for validation
     * @param trainingConfig how it was trained, by name: JSON numbers, texts and lists
     */
    record ModelTrained(
            UUID jobId,
            UUID accountId,
            String kind,
            UUID modelId,
            String name,
            String objectKey,
            String sha256,
            long sizeBytes,
            String modelType,
            long parameters,
            Map<String, Double> performance,
            Map<String, Object> trainingConfig,
            Instant trainedAt)
            implements JobEvent {}

    /**
     * A job did its work and is to be paid: both fees together at most the amount of its submission.
     *
     * @param modelFeeMicro for the model's owner and the platform
     * @param modelOwnerId null when no model of another is used; then the model fee is zero
     * @param computeFeeMicro for whoever lent the computer
     * @param operatorId whoever lent the computer; null for the platform's own
     * @param keyId the API key it was submitted through; null for a session
     */
    record JobSucceeded(
            UUID jobId,
            UUID accountId,
            String kind,
            long modelFeeMicro,
            @Nullable UUID modelOwnerId,
            long computeFeeMicro,
            @Nullable UUID operatorId,
            Instant finishedAt,
            @Nullable UUID keyId)
            implements JobEvent {

        public JobSucceeded(
                UUID jobId,
                UUID accountId,
                String kind,
                long modelFeeMicro,
                @Nullable UUID modelOwnerId,
                long computeFeeMicro,
                @Nullable UUID operatorId,
                Instant finishedAt) {
            this(jobId, accountId, kind, modelFeeMicro, modelOwnerId, computeFeeMicro, operatorId, finishedAt, null);
        }
    }

    /** A job came to nothing and costs nothing. */
    record JobFailed(UUID jobId, UUID accountId, String kind, String reason, Instant finishedAt) implements JobEvent {}

    /** A job was stopped by its owner and costs nothing. */
    record JobCancelled(UUID jobId, UUID accountId, String kind, Instant finishedAt) implements JobEvent {}
}
