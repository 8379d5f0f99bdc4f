package dev.mainnet.benchmarks;

import dev.mainnet.testing.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A user with so many entries in the journal, a second apart, that cancel each other out; and the time of what is asked of them. */
final class LongHistory {

    private static final int AT_ONCE = 50_000;

    /** The ledger knows only the present, so its past is written beside it, by its own rules: each entry is balanced. */
    private static final String FILL = """
            WITH e AS (
                INSERT INTO journal_entry (id, reference, input_sha256, kind, description, created_at)
                SELECT uuidv7(at - clock_timestamp()), 'benchmark:' || ?::uuid || ':' || i, sha256(''), 'adjustment', 'Filling', at
                FROM generate_series(?, ?) AS i, LATERAL (SELECT now() - make_interval(secs => i) AS at) t
                RETURNING id, split_part(reference, ':', 3)::int AS i
            ), p AS (
                SELECT id, CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END AS micro FROM e
            )
            INSERT INTO posting SELECT ?::uuid, id, 'available', micro FROM p
            UNION ALL SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff', id, 'promotions', -micro FROM p
            """;

    private final BenchmarkPlatform platform;
    private final TestIdentity user;
    private final UUID middle;
    private final HttpClient http = HttpClient.newHttpClient();

    private LongHistory(BenchmarkPlatform platform, TestIdentity user, UUID middle) {
        this.platform = platform;
        this.user = user;
        this.middle = middle;
    }

    /** An even number of entries. */
    static LongHistory of(BenchmarkPlatform platform, int entries) throws SQLException {
        TestIdentity user = TestIdentity.user("ada");
        try (Connection connection = platform.connect("mainnet_billing");
                PreparedStatement wallet = connection.prepareStatement("INSERT INTO wallet (user_id) VALUES (?)");
                PreparedStatement fill = connection.prepareStatement(FILL);
                PreparedStatement middle = connection.prepareStatement(
                        "SELECT entry_id FROM posting WHERE holder_id = ? ORDER BY entry_id OFFSET ? LIMIT 1");
                Statement analyze = connection.createStatement()) {
            wallet.setObject(1, user.accountId());
            wallet.execute();
            for (int from = 1; from <= entries; from += AT_ONCE) {
                fill.setObject(1, user.accountId());
                fill.setInt(2, from);
                fill.setInt(3, Math.min(entries, from + AT_ONCE - 1));
                fill.setObject(4, user.accountId());
                fill.execute();
            }
            analyze.execute("ANALYZE");
            middle.setObject(1, user.accountId());
            middle.setInt(2, entries / 2);
            return new LongHistory(platform, user, id(middle));
        }
    }

    /**
     * Milliseconds until the whole answer is here.
     *
     * @param path below {@code /api/v1/billing}; {@code %s} stands for an entry in the middle of the history
     */
    double millis(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.billing() + "/api/v1/billing" + path.formatted(middle)))
                .header("Authorization", user.bearer())
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        double took = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return took;
    }

    private static UUID id(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }
}
