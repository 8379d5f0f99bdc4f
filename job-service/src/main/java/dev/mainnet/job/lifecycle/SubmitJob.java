package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accepts a job and asks billing for its credits. */
@Component
public class SubmitJob {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final Jobs jobs;
    private final JobInputs inputs;
    private final Timeline timeline;
    private final Outbox outbox;
    private final JobSettings settings;

    SubmitJob(Jobs jobs, JobInputs inputs, Timeline timeline, Outbox outbox, JobSettings settings) {
        this.jobs = jobs;
        this.inputs = inputs;
        this.timeline = timeline;
        this.outbox = outbox;
        this.settings = settings;
    }

    /**
     * Part of the transaction under way. A second submission under one id answers the first and does nothing.
     *
     * @param id the operation's id
     * @return an error 429 when the account has too many jobs under way
     */
    public Mono<Job> submit(UUID id, UUID accountId, Work.WithInputs work, Price price) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Job job = Job.submitted(id, accountId, work.work(), price, now, settings.deadline());
        return jobs.countUnfinished(accountId)
                .filter(count -> count < settings.maxUnfinishedPerAccount())
                .switchIfEmpty(Mono.error(() -> new ApiException(
                                ErrorCode.RATE_LIMIT_EXCEEDED,
                                "You have " + settings.maxUnfinishedPerAccount() + " jobs under way")
                        .withRetryAfter(TRY_AGAIN)))
                .flatMap(count -> jobs.add(job))
                .flatMap(added -> added ? begin(job, work) : jobs.find(accountId, id));
    }

    private Mono<Job> begin(Job job, Work.WithInputs work) {
        return inputs.add(job.id(), work.inputs())
                .then(timeline.status(job))
                .then(outbox.append(new JobSubmitted(
                        job.id(),
                        job.accountId(),
                        job.work().kind(),
                        job.price().totalMicro(),
                        job.times().createdAt())))
                .thenReturn(job);
    }
}
