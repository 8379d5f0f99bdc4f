package dev.mainnet.outbox;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What other transactions said with {@code pg_notify}, heard across all instances of a service when they commit. */
public final class PostgresSignals {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSignals.class);
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final DedicatedConnections connections;

    PostgresSignals(DedicatedConnections connections) {
        this.connections = connections;
    }

    /**
     * Listens on a channel for ever and answers the payloads. Signals can be lost while the database is away, so an empty payload
     * follows every (re)connection and every five seconds: it means "look for yourself".
     *
     * @param channel a plain SQL identifier
     */
    public Flux<String> listen(String channel) {
        return connections
                .use(connection -> listen(connection, channel))
                .doOnError(e -> LOG.warn("Listening on {} is interrupted: {}", channel, e.toString()))
                .retryWhen(reconnecting())
                .repeat();
    }

    static Flux<String> listen(PostgresqlConnection connection, String channel) {
        Flux<String> heard = connection
                .getNotifications()
                .map(notification -> Objects.requireNonNullElse(payload(notification), ""));
        Publisher<String> listening =
                DedicatedConnections.execute(connection, "LISTEN " + channel).thenReturn("");
        return Flux.merge(heard, listening, stillConnected(connection));
    }

    /** Tries for ever, a little later each time, five seconds at most. */
    static Retry reconnecting() {
        return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5));
    }

    private static Flux<String> stillConnected(PostgresqlConnection connection) {
        return Flux.interval(CHECK)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.from(connection.validate(ValidationDepth.REMOTE))
                        .timeout(CHECK)
                        .filter(valid -> valid)
                        .switchIfEmpty(Mono.error(() -> new IllegalStateException("The connection is lost")))
                        .thenReturn(""));
    }

    private static @Nullable String payload(Notification notification) {
        return notification.getParameter();
    }
}
