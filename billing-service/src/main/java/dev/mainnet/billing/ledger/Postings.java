package dev.mainnet.billing.ledger;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The postings of all entries. All of one entry are added by one statement, which PostgreSQL refuses when they do not balance. */
@Repository
class Postings {

    private final DatabaseClient database;

    Postings(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(List<JournalEntry> entries) {
        List<Row> rows = entries.stream().flatMap(Postings::rows).toList();
        return database.sql("""
                        INSERT INTO posting (holder_id, entry_id, purse, amount_micro)
                        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
                        """)
                .bind(
                        0,
                        rows.stream()
                                .map(row -> row.posting().account().holderId())
                                .toArray(UUID[]::new))
                .bind(1, rows.stream().map(Row::entryId).toArray(UUID[]::new))
                .bind(
                        2,
                        rows.stream()
                                .map(row -> row.posting().account().purse())
                                .toArray(String[]::new))
                .bind(3, rows.stream().map(row -> row.posting().amountMicro()).toArray(Long[]::new))
                .then();
    }

    private static Stream<Row> rows(JournalEntry entry) {
        return entry.postings().stream().map(posting -> new Row(entry.id(), posting));
    }

    private record Row(UUID entryId, Posting posting) {}
}
