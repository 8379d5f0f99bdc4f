package dev.mainnet.benchmarks;

import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.outbox.Ids;
import dev.mainnet.testing.EventFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What is measured: debits from Kafka by billing-service, each with its usage record; for each payer and deployment of a poll a journal
 * entry with its postings, and the notice of the new balance.
 */
final class LedgerDebits {

    private static final long COST_MICRO = 10_000;
    private static final UUID DEPLOYMENT = Ids.next();
    private static final UUID MODEL = Ids.next();

    private final BenchmarkPlatform platform;
    private final EventFeed feed;

    LedgerDebits(BenchmarkPlatform platform, EventFeed feed) {
        this.platform = platform;
        this.feed = feed;
    }

    /**
     * Debits a second that were committed, of events that wait in Kafka: from when the wallets are let go of to the last debit in them.
     * Sending them is not measured, as making up its debits costs the peer nothing.
     */
    double throughput(int debits, int payers) throws SQLException, InterruptedException {
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(payers).toList();
        UUID owner = UUID.randomUUID();
        long begin;
        try (Connection holding = platform.connect("mainnet_billing");
                Statement lock = holding.createStatement()) {
            holding.setAutoCommit(false);
            lock.execute("LOCK TABLE wallet IN EXCLUSIVE MODE");
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < debits; i++) {
                sent.add(feed.send(Ids.next(), call(accounts.get(i % payers), owner)));
            }
            sent.forEach(EventFeed::await);
            begin = System.nanoTime();
            holding.commit();
        }
        awaitEarnings(owner, debits * COST_MICRO / 10 * 8);
        return debits / ((System.nanoTime() - begin) / 1e9);
    }

    /**
     * Milliseconds from an event's sending to when its debit was seen committed by another connection, sorted.
     *
     * @param perSecond how many are sent a second, each of a payer of its own
     */
    List<Double> latencies(int debits, int perSecond) throws SQLException, InterruptedException {
        List<Double> latencies = new ArrayList<>();
        try (Connection connection = platform.connect("mainnet_billing");
                PreparedStatement seen = connection.prepareStatement("SELECT 1 FROM wallet WHERE user_id = ?")) {
            for (int i = 0; i < debits; i++) {
                UUID payer = UUID.randomUUID();
                long begin = System.nanoTime();
                EventFeed.await(feed.send(Ids.next(), call(payer, UUID.randomUUID())));
                seen.setObject(1, payer);
                while (!found(seen)) {
                    Thread.onSpinWait();
                }
                long took = System.nanoTime() - begin;
                latencies.add(took / 1e6);
                long rest = TimeUnit.SECONDS.toNanos(1) / perSecond - took;
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
            }
        }
        Collections.sort(latencies);
        return latencies;
    }

    private void awaitEarnings(UUID owner, long micro) throws SQLException, InterruptedException {
        try (Connection connection = platform.connect("mainnet_billing");
                PreparedStatement earned =
                        connection.prepareStatement("SELECT 1 FROM wallet WHERE user_id = ? AND earnings_micro = ?")) {
            earned.setObject(1, owner);
            earned.setLong(2, micro);
            while (!found(earned)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private static boolean found(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private static UsageRecorded call(UUID payer, UUID owner) {
        return new UsageRecorded(
                Ids.next(),
                "prediction",
                payer,
                null,
                DEPLOYMENT,
                MODEL,
                owner,
                COST_MICRO,
                new Quantity(1),
                Instant.now());
    }
}
