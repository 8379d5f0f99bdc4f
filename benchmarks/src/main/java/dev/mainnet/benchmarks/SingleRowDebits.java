package dev.mainnet.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The peer: what pgbench does, one transaction for each debit, which updates one row and notes it in a history. */
final class SingleRowDebits {

    private static final int CLIENTS = 8;

    private final BenchmarkPlatform platform;
    private final int accounts;

    SingleRowDebits(BenchmarkPlatform platform, int accounts) {
        this.platform = platform;
        this.accounts = accounts;
    }

    /** Debits a second that were committed. */
    double run(Duration time) throws SQLException, InterruptedException, ExecutionException {
        try (Connection connection = platform.connect("mainnet_billing");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS peer_account, peer_history");
            statement.execute("CREATE TABLE peer_account (id int PRIMARY KEY, balance bigint NOT NULL)");
            statement.execute(
                    "CREATE TABLE peer_history (id int NOT NULL, delta bigint NOT NULL, at timestamptz NOT NULL)");
            statement.execute("INSERT INTO peer_account SELECT id, 0 FROM generate_series(1, " + accounts + ") AS id");
        }
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                counts.add(clients.submit(() -> debitUntil(end)));
            }
            long debits = 0;
            for (Future<Long> count : counts) {
                debits += count.get();
            }
            return debits / (time.toMillis() / 1000.0);
        }
    }

    private long debitUntil(long end) throws SQLException {
        long debits = 0;
        try (Connection connection = platform.connect("mainnet_billing");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE peer_account SET balance = balance - ? WHERE id = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO peer_history VALUES (?, ?, now())")) {
            connection.setAutoCommit(false);
            while (System.nanoTime() < end) {
                int account = 1 + ThreadLocalRandom.current().nextInt(accounts);
                update.setLong(1, 10_000);
                update.setInt(2, account);
                update.executeUpdate();
                insert.setInt(1, account);
                insert.setLong(2, -10_000);
                insert.executeUpdate();
                connection.commit();
                debits++;
            }
        }
        return debits;
    }
}
