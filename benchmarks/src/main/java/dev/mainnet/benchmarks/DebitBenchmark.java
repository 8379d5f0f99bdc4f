package dev.mainnet.benchmarks;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.testing.EventFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Debits a second from Kafka to committed wallets, as a multiple of single-row debits on the same PostgreSQL in the same run. */
public final class DebitBenchmark {

    private static final int WARM_UP = 200_000;
    private static final int DEBITS = 400_000;
    private static final Duration PEER_TIME = Duration.ofSeconds(10);
    private static final int MANY = 1_000;

    private DebitBenchmark() {}

    /** Runs it; the argument is a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        List<Part> parts = List.of(Part.POSTGRES, Part.KAFKA, Part.DISCOVERY, Part.BILLING_SERVICE);
        try (BenchmarkPlatform platform = BenchmarkPlatform.of(Path.of(arguments[0]), parts);
                EventFeed feed = new EventFeed(platform.kafka())) {
            LedgerDebits ledger = new LedgerDebits(platform, feed);
            ledger.throughput(WARM_UP, MANY);
            new SingleRowDebits(platform, MANY).run(Duration.ofSeconds(3));
            compare("one hot account", ledger, platform, 1);
            compare(MANY + " accounts", ledger, platform, MANY);
            List<Double> latencies = ledger.latencies(1_000, 100);
            System.out.printf(
                    "event to committed debit, 100 a second: p50 %.1f ms, p99 %.1f ms%n",
                    latencies.get(latencies.size() / 2), latencies.get(latencies.size() * 99 / 100));
        }
    }

    private static void compare(String what, LedgerDebits ledger, BenchmarkPlatform platform, int accounts)
            throws Exception {
        double before = new SingleRowDebits(platform, accounts).run(PEER_TIME);
        double ours = ledger.throughput(DEBITS, accounts);
        double after = new SingleRowDebits(platform, accounts).run(PEER_TIME);
        double peer = (before + after) / 2;
        System.out.printf(
                "%s: ledger %.0f debits/s, single-row updates %.0f and %.0f debits/s, ratio %.1f%n",
                what, ours, before, after, ours / peer);
    }
}
