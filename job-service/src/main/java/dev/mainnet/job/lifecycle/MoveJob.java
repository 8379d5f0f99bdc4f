package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.JobEvent;
import dev.mainnet.job.wakeup.WakeUps;
import dev.mainnet.outbox.Outbox;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The one way in which a job changes its state: compare and set, then tell whoever needs to know. */
@Component
public class MoveJob {

    private final Jobs jobs;
    private final Timeline timeline;
    private final Outbox outbox;
    private final WakeUps wakeUps;
    private final TellOwner tellOwner;

    MoveJob(Jobs jobs, Timeline timeline, Outbox outbox, WakeUps wakeUps, TellOwner tellOwner) {
        this.jobs = jobs;
        this.timeline = timeline;
        this.outbox = outbox;
        this.wakeUps = wakeUps;
        this.tellOwner = tellOwner;
    }

    /**
     * Part of the transaction under way.
     *
     * @return the job afterwards; empty when somebody else changed it first, and then nothing was done
     */
    public Mono<Job> move(Job before, Job after) {
        return jobs.compareAndSet(before, after)
                .filter(won -> won)
                .delayUntil(won -> timeline.status(after))
                .delayUntil(won -> tell(after))
                .map(won -> after);
    }

    private Mono<Void> tell(Job job) {
        if (job.state() == JobState.QUEUED) {
            return wakeUps.wake(WakeUps.Channel.JOB_QUEUED, job.work().kind());
        }
        return Mono.justOrEmpty(job.conclusion())
                .flatMap((JobEvent event) -> outbox.append(event).then(tellOwner.ended(job)));
    }
}
