package dev.mainnet.outbox;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Moves events from the outbox to Kafka: within milliseconds of the commit, at least once, in the order of each key. Of all
 * instances of a service one relays at a time; another takes over when its session with PostgreSQL ends. See RATIONALE.md.
 */
final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final String LEAD = "SELECT pg_advisory_lock(hashtext('outbox'))";

    private final DedicatedConnections connections;
    private final PendingEvents pending;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;
    private Disposable relaying = Disposables.disposed();

    OutboxRelay(
            DedicatedConnections connections,
            PendingEvents pending,
            KafkaTemplate<String, byte[]> kafka,
            String source) {
        this.connections = connections;
        this.pending = pending;
        this.kafka = kafka;
        this.source = source;
    }

    @Override
    public void start() {
        relaying = connections
                .use(this::lead)
                .doOnError(e -> LOG.warn("The relay starts again: {}", e.toString()))
                .retryWhen(PostgresSignals.reconnecting())
                .repeat()
                .subscribe();
    }

    @Override
    public void stop() {
        relaying.dispose();
    }

    @Override
    public boolean isRunning() {
        return !relaying.isDisposed();
    }

    private Flux<Integer> lead(PostgresqlConnection connection) {
        return DedicatedConnections.execute(connection, LEAD)
                .thenMany(PostgresSignals.listen(connection, "outbox"))
                // However many commits happen during one round, one more round finds them all.
                .onBackpressureLatest()
                .concatMap(signal -> drain(), 1);
    }

    private Mono<Integer> drain() {
        return relayBatch()
                .expand(count -> count == BATCH ? relayBatch() : Mono.empty())
                .reduce(0, Integer::sum);
    }

    private Mono<Integer> relayBatch() {
        return pending.oldest(BATCH)
                .flatMap(events -> events.isEmpty()
                        ? Mono.just(0)
                        : publish(events).then(pending.delete(events)).thenReturn(events.size()));
    }

    /**
     * Hands all to the producer in their order and waits until the broker has all. The producer is idempotent and never gives
     * up (see the defaults), so a later event of a key cannot be on Kafka while an earlier one is not.
     */
    private Mono<Void> publish(List<PendingEvent> events) {
        return Mono.fromCallable(() -> events.stream()
                        .map(event -> kafka.send(event.toRecord(source)))
                        .toArray(CompletableFuture[]::new))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(sent -> Mono.fromFuture(() -> CompletableFuture.allOf(sent)));
    }
}
