package dev.mainnet.model.metering;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Commits calls in groups: while one commit is under way, the calls that come collect, and the next commit takes them all. So a lone
 * call waits for nothing and a thousand share a few commits. One commit at a time keeps an instance from waiting for its own locks.
 */
@Component
public class UsageJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UsageJournal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final GroupWrites writes;
    private final MeteringSettings settings;
    private final BlockingQueue<Entry> waiting;
    private final Sinks.Many<Boolean> arrivals = Sinks.many().multicast().directBestEffort();
    private final Disposable commits;

    UsageJournal(GroupWrites writes, MeteringSettings settings) {
        this.writes = writes;
        this.settings = settings;
        waiting = new ArrayBlockingQueue<>(settings.maxWaiting());
        // No caller's own: a caller that goes away must not end a commit that others share.
        commits = arrivals.asFlux()
                .onBackpressureLatest()
                // Nor a caller's own thread: it asks the provider meanwhile.
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(arrival -> commitWaiting().onErrorComplete(UsageJournal::logged), 1)
                .subscribe();
    }

    /** What is to be written, and who is told. */
    sealed interface Entry {

        void failed(ApiException failure);
    }

    /** A call that begins to be answered. */
    record Opening(OpenCall call) implements Entry {

        @Override
        public void failed(ApiException failure) {
            call.refused(failure);
        }
    }

    /** A call that is over. */
    record Closing(Usage usage, Settlement settlement, Sinks.One<Totals> answer) implements Entry {

        void recorded(Totals after) {
            settlement.recorded(after);
            answer.tryEmitValue(after);
        }

        @Override
        public void failed(ApiException failure) {
            settlement.failed();
            answer.tryEmitError(failure);
        }
    }

    /**
     * Records a call that is answered all at once; answers the totals just after it once it is committed.
     *
     * @return an error {@code unavailable} when it could not be recorded: then the call must not be answered
     */
    public Mono<Totals> record(Usage usage, Settlement settlement) {
        return Mono.defer(() -> settle(usage, settlement));
    }

    /** The same, already on its way when this returns. */
    Mono<Totals> settle(Usage usage, Settlement settlement) {
        Closing closing = new Closing(usage, settlement, Sinks.one());
        enter(closing);
        // Answers are written by other threads than the one that commits.
        return closing.answer().asMono().publishOn(Schedulers.parallel());
    }

    /**
     * Journals a call before its first byte; it is on its way when this returns. The call is told whether it stands: it is refused with
     * {@code conflict} when the same operation is open already, with {@code unavailable} when it could not be journalled.
     */
    void open(OpenCall call) {
        enter(new Opening(call));
    }

    private void enter(Entry entry) {
        if (waiting.offer(entry)) {
            arrivals.emitNext(true, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
        } else {
            entry.failed(unavailable());
        }
    }

    private Mono<Void> commitWaiting() {
        return Mono.defer(() -> {
                    List<Entry> group = new ArrayList<>();
                    waiting.drainTo(group, settings.maxBatch());
                    return group.isEmpty() ? Mono.<Void>empty() : commit(group);
                })
                .repeat(() -> !waiting.isEmpty())
                .then();
    }

    private Mono<Void> commit(List<Entry> group) {
        // Repeating a write whose outcome is unknown is safe: what was written is not written again.
        return write(group)
                .onErrorResume(failure ->
                        failure instanceof DataIntegrityViolationException ? Mono.error(failure) : write(group))
                .doOnNext(GroupWrites.Outcome::tell)
                .then()
                .onErrorResume(failure -> apart(group, failure));
    }

    private Mono<GroupWrites.Outcome> write(List<Entry> group) {
        return Mono.defer(() -> writes.write(group)).timeout(settings.commitTimeout());
    }

    /** One call that the database refuses takes no other down with it. */
    private Mono<Void> apart(List<Entry> group, Throwable failure) {
        if (group.size() > 1 && failure instanceof DataIntegrityViolationException) {
            return Flux.fromIterable(group)
                    .concatMap(entry -> commit(List.of(entry)))
                    .then();
        }
        LOG.error("{} calls could not be recorded and are not answered", group.size(), failure);
        return Mono.fromRunnable(() -> group.forEach(entry -> entry.failed(unavailable())));
    }

    /** Whatever happens to one group, the journal goes on. */
    private static boolean logged(Throwable failure) {
        LOG.error("A commit of calls ended unexpectedly", failure);
        return true;
    }

    private static ApiException unavailable() {
        return new ApiException(ErrorCode.UNAVAILABLE, "The call could not be recorded, so it is not answered")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        commits.dispose();
    }
}
