package dev.mainnet.outbox;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which events which consumer has applied or put aside. */
final class InboxMarks {

    private static final int SWEEP = 10_000;

    private final DatabaseClient database;

    InboxMarks(DatabaseClient database) {
        this.database = database;
    }

    /** Marks the events as applied and answers those that were not marked before. Sorted, so that two batches cannot deadlock. */
    Mono<Set<String>> markNew(String consumer, Set<String> eventIds) {
        return database.sql("""
                        INSERT INTO inbox (consumer, event_id)
                        SELECT $1, event_id FROM unnest($2::text[]) AS event_id ORDER BY event_id
                        ON CONFLICT DO NOTHING
                        RETURNING event_id
                        """)
                .bind(0, consumer)
                .bind(1, eventIds.toArray(String[]::new))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collect(Collectors.toSet());
    }

    Mono<Void> reject(String consumer, IncomingRecord record, String reason) {
        return database.sql("""
                        INSERT INTO rejected_event (consumer, event_id, topic, key, type, data, reason)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        ON CONFLICT DO NOTHING
                        """)
                .bind(0, consumer)
                .bind(1, record.id())
                .bind(2, record.raw().topic())
                .bind(3, Parameters.in(R2dbcType.VARCHAR, record.raw().key()))
                .bind(4, record.type())
                .bind(5, record.raw().value())
                .bind(6, clean(reason))
                .then();
    }

    /** Forgets at most 10,000 marks older than that; Kafka keeps no event that long. */
    Mono<Long> forgetOlderThan(Duration age) {
        return database.sql("""
                        DELETE FROM inbox WHERE (consumer, event_id) IN (
                            SELECT consumer, event_id FROM inbox
                            WHERE received_at < now() - make_interval(secs => $1) ORDER BY received_at LIMIT $2)
                        """)
                .bind(0, (double) age.toSeconds())
                .bind(1, SWEEP)
                .fetch()
                .rowsUpdated();
    }

    private static String clean(String reason) {
        String bounded = reason.substring(0, Math.min(reason.length(), 1_000));
        return new String(bounded.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }
}
