package dev.mainnet.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.outbox.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@ModelServiceTest
class JournalMetricsTest {

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void tellWhatIsJournalledAndWhatOfItIsNotOnKafka() {
        JournalMetrics metrics = new JournalMetrics(database, meters);
        assertThat(gauge("journalled.credits")).isNaN();
        metrics.refresh().block();
        double before = gauge("journalled.credits");

        // Never committed, so that the relay does not send it.
        transaction
                .execute(status -> {
                    status.setRollbackOnly();
                    return run("INSERT INTO account_usage VALUES ('" + Ids.next() + "', 7500000)")
                            .then(unsent("usage.recorded.v1", 5_000_000))
                            .then(unsent("usage.recorded.v1", 2_500_000))
                            .then(unsent("model.deleted.v1", 1))
                            .then(metrics.refresh());
                })
                .blockLast();

        assertThat(gauge("journalled.credits") - before).isEqualTo(7.5);
        assertThat(gauge("unsent.calls")).isEqualTo(2);
        assertThat(gauge("unsent.credits")).isEqualTo(7.5);
        assertThat(gauge("unsent.age")).isGreaterThanOrEqualTo(60);
    }

    private Mono<Void> unsent(String type, long micro) {
        return run("""
                INSERT INTO outbox (event_id, topic, key, type, data, occurred_at)
                VALUES (gen_random_uuid(), 'nowhere', 'x', '%s', '{"cost_micro": %d}', now() - interval '1 minute')
                """.formatted(type, micro));
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql).then();
    }

    private double gauge(String name) {
        return meters.get("mainnet.usage." + name).gauge().value();
    }
}
