package dev.mainnet.outbox;

import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The rows of the outbox that are not yet known to be on Kafka. */
final class PendingEvents {

    private final DatabaseClient database;

    PendingEvents(DatabaseClient database) {
        this.database = database;
    }

    /** The oldest, at most {@code limit}. */
    Mono<List<PendingEvent>> oldest(int limit) {
        return database.sql("SELECT * FROM outbox ORDER BY position LIMIT $1")
                .bind(0, limit)
                .map(PendingEvents::event)
                .all()
                .collectList();
    }

    Mono<Void> delete(List<PendingEvent> published) {
        return database.sql("DELETE FROM outbox WHERE position = ANY($1)")
                .bind(0, published.stream().map(PendingEvent::position).toArray(Long[]::new))
                .then();
    }

    Mono<Long> count() {
        return database.sql("SELECT count(*) FROM outbox")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private static PendingEvent event(Readable row) {
        return new PendingEvent(
                Objects.requireNonNull(row.get("position", Long.class)),
                Objects.requireNonNull(row.get("event_id", UUID.class)),
                Objects.requireNonNull(row.get("topic", String.class)),
                Objects.requireNonNull(row.get("key", String.class)),
                Objects.requireNonNull(row.get("type", String.class)),
                Objects.requireNonNull(row.get("data", String.class)),
                Objects.requireNonNull(row.get("occurred_at", OffsetDateTime.class)));
    }
}
