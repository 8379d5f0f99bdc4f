package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accepts a job and asks billing for its credits. */
@Component
public class SubmitJob {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(60);

    private static final String BEYOND_KEY_LIMIT = "The API key's credit limit does not cover this job";

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
     * @return an error 429 when the account has too many jobs under way, 402 when the key's credit limit does not cover this one beside
     *     those that were submitted through it in the same period
     */
    public Mono<Job> submit(UUID id, Identity caller, Work.WithInputs work, Price price) {
        return submit(id, caller, work, price, Mono.empty());
    }

    /**
     * The same for a kind of work that an account has only so much of under way.
     *
     * @param atOnce jobs of that kind
     */
    public Mono<Job> submit(UUID id, Identity caller, Work.WithInputs work, Price price, int atOnce) {
        return submit(
                id,
                caller,
                work,
                price,
                jobs.countUnfinished(caller.accountId(), work.work().kind())
                        .flatMap(count -> refuseAt(count, atOnce, work.work().kind() + " jobs")));
    }

    private Mono<Job> submit(UUID id, Identity caller, Work.WithInputs work, Price price, Mono<Void> check) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        UUID accountId = caller.accountId();
        Optional<Job.Key> key = caller.key().map(grant -> new Job.Key(grant.keyId(), grant.meterId(now)));
        Job job = Job.submitted(id, accountId, key, work.work(), price, now, settings.deadline());
        Mono<Job> fresh = jobs.countUnfinished(accountId)
                .flatMap(count -> refuseAt(count, settings.maxUnfinishedPerAccount(), "jobs"))
                .then(check)
                .then(Mono.defer(
                        () -> refuseBeyondKeyLimit(job, caller.key().flatMap(Identity.KeyGrant::creditLimitMicro))))
                .then(Mono.defer(() -> jobs.add(job)))
                .flatMap(added -> added ? begin(job, work) : Mono.empty());
        return jobs.lockSubmissions(accountId)
                .then(Mono.defer(() -> jobs.find(accountId, id)))
                .switchIfEmpty(Mono.defer(() -> fresh));
    }

    private static Mono<Void> refuseAt(long count, int most, String what) {
        return count < most
                ? Mono.empty()
                : Mono.error(() -> new ApiException(
                                ErrorCode.RATE_LIMIT_EXCEEDED,
                                "Too many requests: you have " + most + " " + what + " under way")
                        .withRetryAfter(TRY_AGAIN));
    }

    /** Submissions of an account pass one after the other, so that none slips in between the count and the job's own row. */
    private Mono<Void> refuseBeyondKeyLimit(Job job, Optional<Long> limitMicro) {
        long cost = job.costMicro();
        if (job.key().isEmpty() || limitMicro.isEmpty() || cost == 0) {
            return Mono.empty();
        }
        return jobs.countedMicro(job.key().get().meterId())
                .filter(counted -> counted > limitMicro.get() - cost)
                .flatMap(counted -> Mono.error(new ApiException(ErrorCode.INSUFFICIENT_CREDITS, BEYOND_KEY_LIMIT)
                        .withDetail("key_limit", BEYOND_KEY_LIMIT)));
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
