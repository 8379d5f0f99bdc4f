package dev.mainnet.job.dispatch;

import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.TellOwner;
import dev.mainnet.job.lifecycle.Timeline;
import dev.mainnet.job.lifecycle.Work;
import dev.mainnet.job.wakeup.WakeUps;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives a worker the next job, and lets it wait a while for one. */
@Component
class LeaseJob {

    /** A job that now is the worker's, with the files it reads. */
    record Assignment(Job job, List<Work.Input> inputs) {}

    private final Workers workers;
    private final Leases leases;
    private final FindInputs inputs;
    private final Timeline timeline;
    private final WakeUps wakeUps;
    private final TellOwner tellOwner;
    private final TransactionalOperator transaction;

    LeaseJob(
            Workers workers,
            Leases leases,
            FindInputs inputs,
            Timeline timeline,
            WakeUps wakeUps,
            TellOwner tellOwner,
            TransactionalOperator transaction) {
        this.workers = workers;
        this.leases = leases;
        this.inputs = inputs;
        this.timeline = timeline;
        this.wakeUps = wakeUps;
        this.tellOwner = tellOwner;
        this.transaction = transaction;
    }

    /**
     * Looks for a job of one of the kinds, and where there is none waits for one at most so long; a look that has begun is let finish,
     * so that no job is taken and then not told.
     *
     * @return empty when there was no job
     */
    Mono<Assignment> lease(Worker worker, List<String> kinds, Duration patience) {
        Mono<Assignment> look = leases.claim(worker, kinds)
                .delayUntil(timeline::status)
                .delayUntil(tellOwner::started)
                .flatMap(job -> inputs.of(job.id()).collectList().map(files -> new Assignment(job, files)))
                .as(transaction::transactional);
        Mono<Assignment> wait = wakeUps.on(WakeUps.Channel.JOB_QUEUED, "")
                .takeUntilOther(Mono.delay(patience))
                .concatMap(signal -> look, 1)
                .next();
        return workers.seen(worker.id()).then(look).switchIfEmpty(patience.isZero() ? Mono.empty() : wait);
    }
}
