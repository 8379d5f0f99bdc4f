package dev.mainnet.benchmarks;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.testing.TestIdentity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a long history costs its owner: the time of a balance and of a page of the journal with a million entries, as a multiple of the
 * same with ten thousand, from the same service in the same run.
 */
public final class HistoryBenchmark {

    private static final int SHORT = 10_000;
    private static final int LONG = 1_000_000;
    private static final int ROUNDS = 1_000;

    private HistoryBenchmark() {}

    /** Runs it; the argument is a folder for its data. */
    public static void main(String[] arguments) throws Exception {
        List<Part> parts = List.of(Part.POSTGRES, Part.KAFKA, Part.DISCOVERY, Part.BILLING_SERVICE);
        Map<String, String> trusted =
                Map.of("MAINNET_IDENTITY_JWKS", TestIdentity.jwksFile().toString());
        try (BenchmarkPlatform platform = BenchmarkPlatform.of(Path.of(arguments[0]), parts, trusted)) {
            LongHistory few = LongHistory.of(platform, SHORT);
            LongHistory many = LongHistory.of(platform, LONG);
            for (String path : List.of(
                    "/balance",
                    "/transactions?limit=100",
                    "/transactions?limit=100&after=%s",
                    "/transactions?limit=100&kind=adjustment",
                    "/transactions?limit=100&kind=purchase")) {
                compare(path, few, many);
            }
        }
    }

    /** In turns, so that whatever else the machine does hits both. */
    private static void compare(String path, LongHistory few, LongHistory many) throws Exception {
        double[] ofFew = new double[ROUNDS];
        double[] ofMany = new double[ROUNDS];
        for (int warmUp = 0; warmUp < ROUNDS / 5; warmUp++) {
            few.millis(path);
            many.millis(path);
        }
        for (int round = 0; round < ROUNDS; round++) {
            ofFew[round] = few.millis(path);
            ofMany[round] = many.millis(path);
        }
        double shortMedian = median(ofFew);
        double longMedian = median(ofMany);
        System.out.printf(
                "%-45s %,d entries: %.2f ms, %,d entries: %.2f ms, ratio %.2f%n",
                path, SHORT, shortMedian, LONG, longMedian, longMedian / shortMedian);
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
