package dev.mainnet.billing.reservation;

import dev.mainnet.billing.ledger.InputHash;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All reservations. */
@Repository
class Reservations {

    private static final String COLUMNS = """
            SELECT job_id, account_id, amount_micro, state, charged_micro,
                encode(submitted_sha256, 'hex') AS submitted, encode(settled_sha256, 'hex') AS settled
            FROM reservation
            """;

    /** Adds what is new and ends what is pending, nothing else. */
    private static final String SAVE = """
            INSERT INTO reservation (job_id, account_id, amount_micro, state, charged_micro, submitted_sha256, settled_sha256)
            SELECT job_id, account_id, amount, state, charged, decode(submitted, 'hex'), decode(settled, 'hex')
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::text[])
                AS r(job_id, account_id, amount, state, charged, submitted, settled)
            ORDER BY job_id
            ON CONFLICT (job_id) DO UPDATE SET state = excluded.state, charged_micro = excluded.charged_micro,
                settled_sha256 = excluded.settled_sha256, changed_at = now()
            WHERE reservation.state = 'PENDING'
            """;

    private final DatabaseClient database;

    Reservations(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<UUID, Reservation>> find(Set<UUID> jobIds) {
        return database.sql(COLUMNS + "WHERE job_id = ANY($1)")
                .bind(0, jobIds.toArray(UUID[]::new))
                .map(Reservations::reservation)
                .all()
                .collectMap(Reservation::jobId);
    }

    /** The oldest that have been pending for longer than that, as they were when they were read. */
    Mono<List<Reservation>> pendingLongerThan(Duration age, int limit) {
        return database.sql(COLUMNS + """
                        WHERE state = 'PENDING' AND created_at < now() - make_interval(secs => $1)
                        ORDER BY created_at LIMIT $2
                        """)
                .bind(0, (double) age.toSeconds())
                .bind(1, limit)
                .map(Reservations::reservation)
                .all()
                .collectList();
    }

    /** Saves changed reservations, under the locks of their payers' wallets. */
    Mono<Void> save(Collection<Reservation> changed) {
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(SAVE)
                .bind(0, changed.stream().map(Reservation::jobId).toArray(UUID[]::new))
                .bind(1, changed.stream().map(Reservation::accountId).toArray(UUID[]::new))
                .bind(2, changed.stream().map(Reservation::amountMicro).toArray(Long[]::new))
                .bind(3, texts(changed, reservation -> reservation.state().name()))
                .bind(4, changed.stream().map(Reservation::chargedMicro).toArray(Long[]::new))
                .bind(5, texts(changed, reservation -> hex(reservation.submitted())))
                .bind(6, texts(changed, reservation -> hex(reservation.settled())))
                .fetch()
                .rowsUpdated()
                .filter(saved -> saved == changed.size())
                .switchIfEmpty(Mono.error(
                        () -> new OptimisticLockingFailureException("A reservation was settled by another meanwhile")))
                .then();
    }

    private static String[] texts(Collection<Reservation> rows, Function<Reservation, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    private static @Nullable String hex(@Nullable InputHash hash) {
        return hash == null ? null : hash.hex();
    }

    private static Reservation reservation(Readable row) {
        return new Reservation(
                Objects.requireNonNull(row.get("job_id", UUID.class)),
                Objects.requireNonNull(row.get("account_id", UUID.class)),
                Objects.requireNonNull(row.get("amount_micro", Long.class)),
                ReservationState.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                Objects.requireNonNull(row.get("charged_micro", Long.class)),
                hash(row.get("submitted", String.class)),
                hash(row.get("settled", String.class)));
    }

    private static @Nullable InputHash hash(@Nullable String hex) {
        return hex == null ? null : new InputHash(hex);
    }
}
