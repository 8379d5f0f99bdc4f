package dev.mainnet.billing.transaction;

import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.transaction.Transaction.Part;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.defaults.page.Walk;
import dev.mainnet.defaults.page.Walk.Step;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each user's part of the journal. */
@Repository
public class Transactions {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    /** Entry ids begin with the time by the clock of a service, entries carry the time by that of the database. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    /** Walks the key of the postings backwards. */
    private static final String JOURNAL = """
            SELECT DISTINCT entry_id FROM posting
            WHERE holder_id = $1 AND entry_id < $2 AND entry_id < $3 AND entry_id >= $4
            ORDER BY entry_id DESC LIMIT $5
            """;

    /** Walks the entries of each kind backwards. */
    private static final String KINDS = """
            SELECT k.entry_id FROM unnest($6::text[]) AS wanted(kind) CROSS JOIN LATERAL (
                SELECT entry_id FROM entry_of_kind
                WHERE holder_id = $1 AND kind = wanted.kind AND entry_id < $2 AND entry_id < $3 AND entry_id >= $4
                ORDER BY entry_id DESC LIMIT $5) k
            ORDER BY entry_id DESC LIMIT $5
            """;

    private static final String ONE = """
            SELECT e.id, e.kind, e.description, e.deployment_id, e.created_at, e.job_id, e.acts,
                array_agg(p.purse) AS purses, array_agg(p.amount_micro) AS amounts
            FROM journal_entry e JOIN posting p ON p.entry_id = e.id AND p.holder_id = $1
            WHERE e.reference = $2
            GROUP BY e.id
            """;

    private final DatabaseClient database;

    Transactions(DatabaseClient database) {
        this.database = database;
    }

    /** The entry with that reference, as the user sees it. */
    public Mono<Transaction> find(UUID userId, String reference) {
        return database.sql(ONE)
                .bind(0, userId)
                .bind(1, reference)
                .map(Transactions::transaction)
                .one();
    }

    /** The user's entries that match, newest first, from the one after the cursor on. */
    Mono<CursorPage<Transaction>> page(UUID userId, TransactionFilter filter, CursorRequest request) {
        int length = Walk.length(!filter.isNone(), request.limit());
        return select(statement(filter), userId, filter, request, length)
                .map(row -> Step.of(row, Transactions::transaction))
                .all()
                .collectList()
                .map(steps -> Walk.of(steps, length).page(request.limit(), Transaction::id));
    }

    /** PostgreSQL's plan for a page, with what its execution really read. */
    Flux<String> explain(UUID userId, TransactionFilter filter, CursorRequest request) {
        int length = Walk.length(!filter.isNone(), request.limit());
        return select("EXPLAIN (ANALYZE, COSTS OFF) " + statement(filter), userId, filter, request, length)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all();
    }

    private GenericExecuteSpec select(
            String statement, UUID userId, TransactionFilter filter, CursorRequest request, int length) {
        GenericExecuteSpec select = database.sql(statement)
                .bind(0, userId)
                .bind(1, request.after().orElse(BEHIND_ALL))
                .bind(2, filter.to().map(to -> firstId(to.plus(CLOCKS_DIFFER))).orElse(BEHIND_ALL))
                .bind(
                        3,
                        filter.from()
                                .map(from -> firstId(from.minus(CLOCKS_DIFFER)))
                                .orElse(BEFORE_ALL))
                .bind(4, length)
                .bind(5, filter.kinds().toArray(String[]::new))
                .bind(10, request.limit() + 1);
        select = bind(select, 6, filter.deploymentId(), UUID.class);
        select = bind(select, 7, filter.from().map(from -> from.atOffset(ZoneOffset.UTC)), OffsetDateTime.class);
        select = bind(select, 8, filter.to().map(to -> to.atOffset(ZoneOffset.UTC)), OffsetDateTime.class);
        return bind(select, 9, filter.account(), String.class);
    }

    /**
     * Entries are looked up one by one, newest first, until the page is full: neither join may become one of whole tables. Of a
     * filter by kinds only usage has no walk of its own.
     */
    private static String statement(TransactionFilter filter) {
        boolean byKind = !filter.kinds().isEmpty() && !filter.kinds().contains(EntryKind.USAGE.text());
        return """
                WITH walked AS MATERIALIZED (
                %s), matched AS (
                    SELECT e.* FROM walked w CROSS JOIN LATERAL (
                        SELECT id, kind, description, deployment_id, job_id, created_at, acts FROM journal_entry
                        WHERE id = w.entry_id LIMIT 1) e
                    WHERE (cardinality($6::text[]) = 0 OR e.kind = ANY($6))
                        AND ($7::uuid IS NULL OR e.deployment_id = $7)
                        AND ($8::timestamptz IS NULL OR e.created_at >= $8)
                        AND ($9::timestamptz IS NULL OR e.created_at < $9)
                        AND ($10::text IS NULL OR (
                            SELECT true FROM posting WHERE holder_id = $1 AND entry_id = w.entry_id AND purse = $10))
                    ORDER BY w.entry_id DESC LIMIT $11)
                SELECT m.id, m.kind, m.description, m.deployment_id, m.created_at, m.acts, p.purses, p.amounts,
                    CASE WHEN p.purses <> ARRAY['earnings'] THEN m.job_id END AS job_id, s.walked, s.walked_to
                FROM (SELECT (SELECT count(*) FROM walked) AS walked,
                        (SELECT entry_id FROM walked ORDER BY entry_id LIMIT 1) AS walked_to) s
                LEFT JOIN matched m ON true
                LEFT JOIN LATERAL (
                    SELECT array_agg(purse) AS purses, array_agg(amount_micro) AS amounts
                    FROM posting WHERE holder_id = $1 AND entry_id = m.id) p ON true
                ORDER BY m.id DESC
                """.formatted(byKind ? KINDS : JOURNAL);
    }

    /** The least UUIDv7 of a time. */
    private static UUID firstId(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, int index, Optional<T> value, Class<T> type) {
        return value.map(given -> statement.bind(index, given)).orElseGet(() -> statement.bindNull(index, type));
    }

    private static Transaction transaction(Readable row) {
        String[] accounts = Objects.requireNonNull(row.get("purses", String[].class));
        Long[] amounts = Objects.requireNonNull(row.get("amounts", Long[].class));
        String kind = Objects.requireNonNull(row.get("kind", String.class));
        return new Transaction(
                Objects.requireNonNull(row.get("id", UUID.class)),
                kind,
                Credits.ofMicro(LongStream.of(unboxed(amounts)).reduce(0, Math::addExact)),
                Objects.requireNonNull(row.get("description", String.class)),
                row.get("deployment_id", UUID.class),
                row.get("job_id", UUID.class),
                kind.equals(EntryKind.USAGE.text()) ? row.get("acts", Long.class) : null,
                IntStream.range(0, accounts.length)
                        .mapToObj(i -> new Part(accounts[i], Credits.ofMicro(amounts[i])))
                        .toList(),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))
                        .toInstant());
    }

    private static long[] unboxed(Long[] amounts) {
        return List.of(amounts).stream().mapToLong(Long::longValue).toArray();
    }
}
