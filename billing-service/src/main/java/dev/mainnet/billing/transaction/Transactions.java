package dev.mainnet.billing.transaction;

import dev.mainnet.billing.transaction.Transaction.Part;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.CursorRequest;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Each user's part of the journal. */
@Repository
public class Transactions {

    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    /** Walks the key of the postings backwards from the cursor; how long the history is does not matter. */
    private static final String PAGE = """
            SELECT e.id, e.kind, e.description, e.deployment_id, e.created_at, p.purses, p.amounts,
                CASE WHEN p.purses <> ARRAY['earnings'] THEN e.job_id END AS job_id
            FROM (SELECT entry_id, array_agg(purse) AS purses, array_agg(amount_micro) AS amounts
                FROM posting WHERE holder_id = $1 AND entry_id < $2
                GROUP BY entry_id ORDER BY entry_id DESC LIMIT $3) p
            JOIN journal_entry e ON e.id = p.entry_id
            ORDER BY e.id DESC
            """;

    private static final String ONE = """
            SELECT e.id, e.kind, e.description, e.deployment_id, e.created_at, e.job_id,
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

    /** The user's entries, newest first: one more than the limit, to tell whether there are more. */
    Mono<List<Transaction>> page(UUID userId, CursorRequest request) {
        return database.sql(PAGE)
                .bind(0, userId)
                .bind(1, request.after().orElse(BEHIND_ALL))
                .bind(2, request.limit() + 1)
                .map(Transactions::transaction)
                .all()
                .collectList();
    }

    private static Transaction transaction(Readable row) {
        String[] accounts = Objects.requireNonNull(row.get("purses", String[].class));
        Long[] amounts = Objects.requireNonNull(row.get("amounts", Long[].class));
        return new Transaction(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("kind", String.class)),
                Credits.ofMicro(LongStream.of(unboxed(amounts)).reduce(0, Math::addExact)),
                Objects.requireNonNull(row.get("description", String.class)),
                row.get("deployment_id", UUID.class),
                row.get("job_id", UUID.class),
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
