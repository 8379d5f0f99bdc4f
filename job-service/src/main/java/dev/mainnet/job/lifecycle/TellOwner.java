package dev.mainnet.job.lifecycle;

import dev.mainnet.job.webhook.AnnounceEvent;
import dev.mainnet.job.webhook.WebhookEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the webhooks of a job's owner how it goes. Each method is part of the transaction under way, which changes the job. */
@Component
public class TellOwner {

    private static final String TRAINING = "training";
    private static final int STEP = 10;

    /**
     * What a webhook is told of a job.
     *
     * @param modelId of the model that a training has made; null before, and for other jobs
     * @param accuracy of that model, 0 to 1; null where it tells no classes
     * @param metrics as the executor last reported them; null where it did not
     */
    record JobData(
            UUID jobId,
            String kind,
            String status,
            int progress,
            int attempt,
            @Nullable UUID datasetId,
            @Nullable UUID modelId,
            @Nullable Double accuracy,
            @Nullable JobError error,
            @Nullable Map<String, Double> metrics,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static JobData of(Job job, int progress, Map<String, Double> metrics) {
            Optional<Job.Result> made = job.state().hasResult() ? job.result() : Optional.empty();
            return new JobData(
                    job.id(),
                    job.work().kind(),
                    job.state().status(),
                    progress,
                    job.lease().attempt(),
                    job.work().datasetId().orElse(null),
                    made.flatMap(Job.Result::modelId).orElse(null),
                    made.flatMap(Job.Result::accuracy).orElse(null),
                    job.error().orElse(null),
                    metrics.isEmpty() ? null : metrics,
                    job.times().createdAt(),
                    job.times().startedAt().orElse(null),
                    job.times().finishedAt().orElse(null));
        }
    }

    private final AnnounceEvent announceEvent;

    TellOwner(AnnounceEvent announceEvent) {
        this.announceEvent = announceEvent;
    }

    /** A worker has begun it. That another one begins it anew is not told: its owner saw it start. */
    public Mono<Void> started(Job job) {
        return job.lease().attempt() > 1
                ? Mono.empty()
                : tell(job, WebhookEvent.TRAINING_STARTED, WebhookEvent.JOB_STARTED, job.progress(), Map.of());
    }

    /**
     * It got further; told for every ten percent.
     *
     * @param job as it was before
     * @param percent how far it is now
     */
    public Mono<Void> progressed(Job job, int percent, Map<String, Double> metrics) {
        return percent / STEP == job.progress() / STEP
                ? Mono.empty()
                : tell(job, WebhookEvent.TRAINING_PROGRESS, WebhookEvent.JOB_PROGRESS, percent, metrics);
    }

    /** It is over. */
    Mono<Void> ended(Job job) {
        return switch (job.state()) {
            case RESERVING, QUEUED, RUNNING, PUBLISHING -> Mono.empty();
            case SUCCEEDED -> tell(job, WebhookEvent.TRAINING_COMPLETED, WebhookEvent.JOB_COMPLETED);
            case FAILED -> tell(job, WebhookEvent.TRAINING_FAILED, WebhookEvent.JOB_FAILED);
            case STOPPED, CANCELLED -> tell(job, WebhookEvent.TRAINING_STOPPED, WebhookEvent.JOB_STOPPED);
        };
    }

    private Mono<Void> tell(Job job, WebhookEvent ofTraining, WebhookEvent ofOthers) {
        return tell(job, ofTraining, ofOthers, job.progress(), Map.of());
    }

    private Mono<Void> tell(
            Job job, WebhookEvent ofTraining, WebhookEvent ofOthers, int percent, Map<String, Double> metrics) {
        WebhookEvent event = job.work().kind().equals(TRAINING) ? ofTraining : ofOthers;
        return announceEvent.announce(job.accountId(), event, Instant.now(), JobData.of(job, percent, metrics));
    }
}
