package dev.mainnet.job.progress;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.progress.JobEvents.Entry;
import dev.mainnet.job.wakeup.WakeUps;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows what happens to a job, from any point on, until the job is over. */
@Component
class WatchJob {

    private static final int AT_ONCE = 100;

    private final JobEvents events;
    private final WakeUps wakeUps;

    WatchJob(JobEvents events, WakeUps wakeUps) {
        this.events = events;
        this.wakeUps = wakeUps;
    }

    /**
     * What happened after the event {@code after} and what is still to happen.
     *
     * @return empty when nothing is left to tell; an error 404 when the account has no such job
     */
    Mono<Flux<Entry>> watch(UUID accountId, UUID jobId, long after) {
        return events.extent(accountId, jobId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Job")))
                .filter(extent -> !extent.over() || after < extent.lastSeq())
                .map(extent -> follow(jobId, Math.min(after, extent.lastSeq())));
    }

    private Flux<Entry> follow(UUID jobId, long after) {
        return Flux.defer(() -> {
            AtomicLong last = new AtomicLong(after);
            return wakeUps.on(WakeUps.Channel.JOB_EVENT, jobId.toString())
                    .concatMap(signal -> news(jobId, last), 1)
                    .takeUntil(Entry::terminal);
        });
    }

    private Flux<Entry> news(UUID jobId, AtomicLong last) {
        Mono<List<Entry>> next = Mono.defer(() -> events.after(jobId, last.get(), AT_ONCE))
                .doOnNext(found -> {
                    if (!found.isEmpty()) {
                        last.set(found.getLast().seq());
                    }
                });
        return next.expand(found -> found.size() < AT_ONCE ? Mono.empty() : next)
                .concatMapIterable(found -> found);
    }
}
