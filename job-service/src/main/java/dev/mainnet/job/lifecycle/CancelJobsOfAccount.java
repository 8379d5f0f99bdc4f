package dev.mainnet.job.lifecycle;

import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stops all jobs of an account that is gone, within the caller's transaction; its credits are given back as for any cancelled job. */
@Component
public class CancelJobsOfAccount {

    private final Jobs jobs;
    private final MoveJob moveJob;

    CancelJobsOfAccount(Jobs jobs, MoveJob moveJob) {
        this.jobs = jobs;
        this.moveJob = moveJob;
    }

    public Mono<Void> cancel(UUID accountId) {
        return jobs.lockUnfinished(accountId)
                .collectList()
                .flatMapIterable(unfinished -> unfinished)
                .concatMap(job -> moveJob.move(job, job.cancelled(Instant.now())))
                .then();
    }
}
