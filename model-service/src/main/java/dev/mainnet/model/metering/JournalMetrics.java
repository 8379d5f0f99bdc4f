package dev.mainnet.model.metering;

import dev.mainnet.contracts.EventType;
import dev.mainnet.defaults.metric.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was journalled here, and what of it is not on Kafka yet: {@code mainnet_usage_…}. Compared with what billing has debited and has
 * still to debit, no call is lost between the two.
 */
@Component
class JournalMetrics {

    private static final double MICRO = 1_000_000;
    private static final int MOST_UNSENT = 10_000;

    private final DatabaseClient database;
    private final Readings<Snapshot> readings;

    JournalMetrics(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        readings = new Readings<Snapshot>(meters, "mainnet.usage.")
                .show(
                        "journalled.credits",
                        "credits: what all calls ever cost",
                        found -> found.journalledMicro() / MICRO)
                .show("unsent.calls", "journalled and not on Kafka; at most " + MOST_UNSENT, Snapshot::unsentCalls)
                .show("unsent.credits", "credits: their cost", found -> found.unsentMicro() / MICRO)
                .show("unsent.age", "seconds since the oldest of them was answered", Snapshot::unsentSeconds);
    }

    private record Snapshot(long journalledMicro, long unsentCalls, long unsentMicro, double unsentSeconds) {}

    /** Reads once more: all with one statement, so that the numbers are of one instant. */
    Mono<Void> refresh() {
        return readings.take(database.sql("""
                        SELECT (SELECT coalesce(sum(recorded_micro), 0)::bigint FROM account_usage) AS journalled,
                            count(*) AS calls, coalesce(sum(cost), 0)::bigint AS cost,
                            coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float8 AS age
                        FROM (SELECT (data::jsonb ->> 'cost_micro')::bigint AS cost, occurred_at FROM outbox
                            WHERE type = $1 ORDER BY position LIMIT $2) unsent
                        """)
                .bind(0, EventType.USAGE_RECORDED.typeName())
                .bind(1, MOST_UNSENT)
                .map(JournalMetrics::snapshot)
                .one());
    }

    private static Snapshot snapshot(Readable row) {
        return new Snapshot(
                number(row, "journalled"),
                number(row, "calls"),
                number(row, "cost"),
                Objects.requireNonNull(row.get("age", Double.class)));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
