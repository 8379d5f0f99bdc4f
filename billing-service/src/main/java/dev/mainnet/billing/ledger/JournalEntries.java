package dev.mainnet.billing.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The journal. Entries are only ever added. */
@Repository
class JournalEntries {

    /** Sorted, so that two transactions with the same references wait for each other in one direction. */
    private static final String INSERT = """
            INSERT INTO journal_entry (id, reference, input_sha256, kind, description, deployment_id, job_id, actor_id, acts)
            SELECT id, reference, decode(input, 'hex'), kind, description, deployment_id, job_id, actor_id, acts
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::bigint[])
                AS e(id, reference, input, kind, description, deployment_id, job_id, actor_id, acts)
            ORDER BY reference
            ON CONFLICT (reference) DO NOTHING
            RETURNING id
            """;

    private final DatabaseClient database;

    JournalEntries(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Adds the entries whose reference is new, and answers those.
     *
     * @return an error of {@link ReferenceConflictException} when a reference is known with another input
     */
    Mono<List<JournalEntry>> insertNew(List<JournalEntry> entries) {
        return insert(entries).flatMap(inserted -> {
            var split = entries.stream().collect(Collectors.partitioningBy(entry -> inserted.contains(entry.id())));
            return requireSameInput(split.getOrDefault(false, List.of()))
                    .thenReturn(split.getOrDefault(true, List.of()));
        });
    }

    private Mono<Set<UUID>> insert(List<JournalEntry> entries) {
        return database.sql(INSERT)
                .bind(0, entries.stream().map(JournalEntry::id).toArray(UUID[]::new))
                .bind(1, texts(entries, entry -> entry.cause().reference()))
                .bind(2, texts(entries, entry -> entry.cause().input().hex()))
                .bind(3, texts(entries, entry -> entry.kind().text()))
                .bind(4, texts(entries, JournalEntry::description))
                .bind(5, entries.stream().map(e -> e.subject().deploymentId()).toArray(UUID[]::new))
                .bind(6, entries.stream().map(e -> e.subject().jobId()).toArray(UUID[]::new))
                .bind(7, entries.stream().map(e -> e.subject().actorId()).toArray(UUID[]::new))
                .bind(8, entries.stream().map(JournalEntry::acts).toArray(Long[]::new))
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Void> requireSameInput(List<JournalEntry> repeated) {
        if (repeated.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        SELECT reference, encode(input_sha256, 'hex') FROM journal_entry WHERE reference = ANY($1)
                        """)
                .bind(0, texts(repeated, entry -> entry.cause().reference()))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .doOnNext(known -> repeated.forEach(entry -> requireSame(entry.cause(), known)))
                .then();
    }

    private static void requireSame(Cause cause, Map<String, String> known) {
        if (!cause.input().hex().equals(known.get(cause.reference()))) {
            throw new ReferenceConflictException(cause.reference());
        }
    }

    private static String[] texts(List<JournalEntry> entries, Function<JournalEntry, String> text) {
        return entries.stream().map(entry -> text.apply(entry)).toArray(String[]::new);
    }
}
