package dev.mainnet.outbox;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.core.publisher.Mono;

/**
 * Events to be published once the transaction that appends them commits, and never otherwise.
 *
 * <p>Events of one key are published in the order in which they were appended. Two transactions on the same aggregate must
 * therefore append after they have locked or changed its row, never before.
 */
public final class Outbox {

    private static final String APPEND = """
            INSERT INTO outbox (event_id, topic, key, type, data, occurred_at)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
            """;

    private final DatabaseClient database;

    Outbox(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Appends one event.
     *
     * @return an error of {@link NoTransactionException} where no transaction is under way
     */
    public Mono<Void> append(Event event) {
        return appendAll(List.of(event));
    }

    /** Appends events in their order with one statement. */
    public Mono<Void> appendAll(List<? extends Event> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        List<EventType> types = events.stream().map(EventType::of).toList();
        return TransactionContextManager.currentContext()
                .then(database.sql(APPEND)
                        .bind(0, events.stream().map(event -> Ids.next()).toArray(UUID[]::new))
                        .bind(1, types.stream().map(EventType::topic).toArray(String[]::new))
                        .bind(2, events.stream().map(Event::key).toArray(String[]::new))
                        .bind(3, types.stream().map(EventType::typeName).toArray(String[]::new))
                        .bind(4, events.stream().map(Outbox::json).toArray(String[]::new))
                        .bind(5, events.stream().map(event -> now).toArray(OffsetDateTime[]::new))
                        .then());
    }

    private static String json(Event event) {
        return new String(EventJson.write(event), StandardCharsets.UTF_8);
    }
}
