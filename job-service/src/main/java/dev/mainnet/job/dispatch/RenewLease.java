package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.TellOwner;
import dev.mainnet.job.lifecycle.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Hears that a worker is still at work, and how far. */
@Component
class RenewLease {

    /**
     * What a worker tells of itself.
     *
     * @param progress percent; going back is not believed
     */
    record Heartbeat(long fencingToken, Optional<Integer> progress, Map<String, Double> metrics) {}

    private final Leases leases;
    private final Timeline timeline;
    private final TellOwner tellOwner;
    private final TransactionalOperator transaction;

    RenewLease(Leases leases, Timeline timeline, TellOwner tellOwner, TransactionalOperator transaction) {
        this.leases = leases;
        this.timeline = timeline;
        this.tellOwner = tellOwner;
        this.transaction = transaction;
    }

    /**
     * Extends the lease.
     *
     * @return whether the job was cancelled and the worker should stop; an error 409 when the lease is lost otherwise
     */
    Mono<Boolean> renew(UUID workerId, UUID jobId, Heartbeat heartbeat) {
        return leases.held(workerId, jobId, heartbeat.fencingToken())
                .flatMap(job -> note(job, heartbeat))
                .as(transaction::transactional)
                .thenReturn(false)
                .onErrorResume(
                        ApiException.class,
                        lost -> leases.isCancelled(workerId, jobId, heartbeat.fencingToken())
                                .filter(cancelled -> cancelled)
                                .switchIfEmpty(Mono.error(lost)));
    }

    private Mono<Void> note(Job job, Heartbeat heartbeat) {
        int progress = Math.max(job.progress(), heartbeat.progress().orElse(0));
        Mono<Void> advance = progress > job.progress()
                ? timeline.progress(job.id(), progress)
                        .then(Mono.defer(() -> tellOwner.progressed(job, progress, heartbeat.metrics())))
                : Mono.empty();
        Mono<Void> measure =
                heartbeat.metrics().isEmpty() ? Mono.empty() : timeline.metrics(job.id(), heartbeat.metrics());
        return leases.extend(job.id(), progress).then(advance).then(measure);
    }
}
