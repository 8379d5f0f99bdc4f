package dev.mainnet.job.lifecycle;

import dev.mainnet.job.wakeup.WakeUps;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Waits a while for a job to be over. */
@Component
public class AwaitEnd {

    private final Jobs jobs;
    private final WakeUps wakeUps;

    AwaitEnd(Jobs jobs, WakeUps wakeUps) {
        this.jobs = jobs;
        this.wakeUps = wakeUps;
    }

    /** The job once it is over, or as it is when the patience is; empty when the account has no such job. */
    public Mono<Job> await(UUID accountId, UUID id, Duration patience) {
        return wakeUps.on(WakeUps.Channel.JOB_EVENT, id.toString())
                .takeUntilOther(Mono.delay(patience))
                .concatMap(signal -> jobs.find(accountId, id), 1)
                .takeUntil(job -> job.state().isTerminal())
                .takeLast(1)
                .next();
    }
}
