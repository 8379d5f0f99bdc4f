package dev.mainnet.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Entries of the past, as if they had been posted then: the ledger itself knows only the present. Keeps the books sound. */
@TestComponent
public class History {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    public History(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** A wallet without any entry. */
    public UUID newUser() {
        UUID user = UUID.randomUUID();
        database.sql("INSERT INTO wallet (user_id) VALUES ($1)")
                .bind(0, user)
                .then()
                .block();
        return user;
    }

    /** Changes the user's account, with the promotions account as the other side, and answers the entry's id. */
    public UUID post(UUID user, String kind, String account, long micro, String at, String description) {
        return post(user, kind, account, micro, at, description, null);
    }

    /** The same for a deployment. */
    public UUID post(
            UUID user, String kind, String account, long micro, String at, String description, UUID deploymentId) {
        Instant time = Instant.parse(at);
        UUID id = id(time);
        var entry =
                database.sql("""
                        INSERT INTO journal_entry (id, reference, input_sha256, kind, description, created_at, deployment_id)
                        VALUES ($1, 'test:' || $1::uuid, sha256(''), $2, $3, $4, $5)
                        """).bind(0, id).bind(1, kind).bind(2, description).bind(3, time.atOffset(ZoneOffset.UTC));
        entry = deploymentId == null ? entry.bindNull(4, UUID.class) : entry.bind(4, deploymentId);
        boolean call = kind.equals("usage") && account.equals("available");
        entry.then()
                .then(run("INSERT INTO posting VALUES ('%s', '%s', '%s', %d), ('%s', '%s', 'promotions', %d)"
                        .formatted(user, id, account, micro, new UUID(-1, -1), id, -micro)))
                .then(run(
                        "UPDATE wallet SET %1$s_micro = %1$s_micro + %2$d, usage_debited_micro = usage_debited_micro + %3$d"
                                        .formatted(account, micro, call ? -micro : 0)
                                + " WHERE user_id = '" + user + "'"))
                .then(run("""
                        INSERT INTO platform_account VALUES ('promotions', %d) ON CONFLICT (name)
                        DO UPDATE SET balance_micro = platform_account.balance_micro + excluded.balance_micro
                        """.formatted(-micro)))
                .then(call ? run("""
                        INSERT INTO usage_record VALUES
                        ('%s', sha256(''), 'prediction', '%s', NULL, '%s', '%4$s', '%4$s', 1, %5$d, '%6$s')
                        """.formatted(id, user, deploymentId, id, -micro, at)) : Mono.empty())
                .as(transaction::transactional)
                .block();
        return id;
    }

    /** So many adjustments of a millionth, one a second up to the time, that cancel each other out: an even number. */
    public void fill(UUID user, int entries, String until) {
        assertThat(entries).isEven();
        database.sql("""
                        WITH e AS (
                            INSERT INTO journal_entry (id, reference, input_sha256, kind, description, created_at)
                            SELECT uuidv7(at - clock_timestamp()), 'fill:' || $1::uuid || ':' || i, sha256(''), 'adjustment',
                                'Filling', at
                            FROM generate_series(1, $2::int) AS i, LATERAL (
                                SELECT $3::timestamptz - make_interval(secs => i) AS at) t
                            RETURNING id, split_part(reference, ':', 3)::int AS i
                        ), p AS (
                            SELECT id, CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END AS micro FROM e
                        )
                        INSERT INTO posting SELECT $1, id, 'available', micro FROM p
                        UNION ALL SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff', id, 'promotions', -micro FROM p
                        """)
                .bind(0, user)
                .bind(1, entries)
                .bind(2, Instant.parse(until).atOffset(ZoneOffset.UTC))
                .then()
                .block();
        for (String table : new String[] {"journal_entry", "posting", "entry_of_kind"}) {
            run("ANALYZE " + table).block();
        }
    }

    private Mono<Void> run(String sql) {
        return database.sql(sql).then();
    }

    private static UUID id(Instant time) {
        var random = ThreadLocalRandom.current();
        return new UUID(
                time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000), 1L << 63 | random.nextLong() >>> 2);
    }
}
