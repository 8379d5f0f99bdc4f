package dev.mainnet.outbox;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connections outside the pool, for what belongs to a session: listening, and locks held across transactions. */
final class DedicatedConnections {

    private final PostgresqlConnectionFactory factory;

    DedicatedConnections(ConnectionFactory factory) {
        this.factory = unwrap(factory);
    }

    /** Uses a new connection, and closes it however the use ends. */
    <T> Flux<T> use(Function<PostgresqlConnection, Publisher<T>> use) {
        return Flux.usingWhen(factory.create(), use, PostgresqlConnection::close);
    }

    static Mono<Void> execute(PostgresqlConnection connection, String sql) {
        return connection
                .createStatement(sql)
                .execute()
                .flatMap(result -> result.getRowsUpdated())
                .then();
    }

    private static PostgresqlConnectionFactory unwrap(ConnectionFactory factory) {
        return switch (factory) {
            case PostgresqlConnectionFactory postgresql -> postgresql;
            case Wrapped<?> wrapped when wrapped.unwrap() instanceof ConnectionFactory inner -> unwrap(inner);
            default -> throw new IllegalStateException("The outbox needs r2dbc-postgresql, not " + factory);
        };
    }
}
