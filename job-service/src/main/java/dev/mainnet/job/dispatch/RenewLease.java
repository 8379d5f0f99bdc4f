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
import tools.jackson.databind.json.JsonMapper;

/** Hears that a worker is still at work, and how far. */
@Component
class RenewLease {

    /**
     * What a worker tells of itself.
     *
     * @param progress percent; going back is not believed
     */
    record Heartbeat(long fencingToken, Optional<Integer> progress, Map<String, Double> metrics) {}

    /** What the worker is to do. */
    enum Word {
        GO_ON,
        /** End soon, and hand in what there is by then. */
        STOP,
        /** Write nothing more: the job is over. */
        CANCEL
    }

    private final Leases leases;
    private final Timeline timeline;
    private final TellOwner tellOwner;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    RenewLease(
            Leases leases, Timeline timeline, TellOwner tellOwner, TransactionalOperator transaction, JsonMapper json) {
        this.leases = leases;
        this.timeline = timeline;
        this.tellOwner = tellOwner;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Extends the lease.
     *
     * @return an error 409 when the lease is lost for another reason than that the job was cancelled
     */
    Mono<Word> renew(UUID workerId, UUID jobId, Heartbeat heartbeat) {
        return leases.held(workerId, jobId, heartbeat.fencingToken())
                .delayUntil(job -> note(job, heartbeat))
                .as(transaction::transactional)
                .map(job -> job.times().stopRequestedAt().isPresent() ? Word.STOP : Word.GO_ON)
                .onErrorResume(
                        ApiException.class,
                        lost -> leases.isCancelled(workerId, jobId, heartbeat.fencingToken())
                                .filter(cancelled -> cancelled)
                                .map(cancelled -> Word.CANCEL)
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
        Optional<String> metrics =
                Optional.of(heartbeat.metrics()).filter(map -> !map.isEmpty()).map(json::writeValueAsString);
        return leases.extend(job.id(), progress, metrics).then(advance).then(measure);
    }
}
