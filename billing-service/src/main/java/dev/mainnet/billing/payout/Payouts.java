package dev.mainnet.billing.payout;

import dev.mainnet.defaults.page.CursorRequest;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All payouts. The wallet of their user is the lock that guards them. */
@Repository
class Payouts {

    private static final UUID BEHIND_ALL = new UUID(-1, -1);

    private final DatabaseClient database;

    Payouts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Payout payout) {
        return database.sql("""
                        INSERT INTO payout (id, user_id, amount_micro, destination, state, created_at)
                        VALUES ($1, $2, $3, $4, $5, $6)
                        """)
                .bind(0, payout.id())
                .bind(1, payout.userId())
                .bind(2, payout.amountMicro())
                .bind(3, payout.destination())
                .bind(4, payout.state().name())
                .bind(5, payout.createdAt())
                .then();
    }

    Mono<Payout> find(UUID id) {
        return database.sql("SELECT * FROM payout WHERE id = $1")
                .bind(0, id)
                .map(Payouts::payout)
                .one();
    }

    /** How many of the user's are not decided. */
    Mono<Long> countRequested(UUID userId) {
        return database.sql("SELECT count(*) FROM payout WHERE user_id = $1 AND state IN ('REQUESTED', 'PAYING')")
                .bind(0, userId)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Saves a step from one state to another; an error where it was taken meanwhile, which the lock does not let happen. */
    Mono<Void> step(Payout.State from, Payout payout) {
        return database.sql("""
                        UPDATE payout SET state = $2, transfer_reference = $3, reason = $4, decided_by = $5, decided_at = $6,
                            attempt_id = $7
                        WHERE id = $1 AND state = $8
                        """)
                .bind(0, payout.id())
                .bind(1, payout.state().name())
                .bind(2, Parameters.in(R2dbcType.VARCHAR, payout.transferReference()))
                .bind(3, Parameters.in(R2dbcType.VARCHAR, payout.reason()))
                .bind(4, payout.decidedBy() == null ? Parameters.in(UUID.class) : Parameters.in(payout.decidedBy()))
                .bind(5, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, payout.decidedAt()))
                .bind(6, payout.attemptId() == null ? Parameters.in(UUID.class) : Parameters.in(payout.attemptId()))
                .bind(7, from.name())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(
                        () -> new OptimisticLockingFailureException("The payout was decided by another meanwhile")))
                .then();
    }

    /** A user's own, newest first: one more than the limit. */
    Mono<List<Payout>> of(UUID userId, CursorRequest request) {
        return database.sql("SELECT * FROM payout WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
                .bind(0, userId)
                .bind(1, request.after().orElse(BEHIND_ALL))
                .bind(2, request.limit() + 1)
                .map(Payouts::payout)
                .all()
                .collectList();
    }

    /** Everybody's in that state, newest first: one more than the limit. */
    Mono<List<Payout>> in(Payout.State state, CursorRequest request) {
        return database.sql("SELECT * FROM payout WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3")
                .bind(0, state.name())
                .bind(1, request.after().orElse(BEHIND_ALL))
                .bind(2, request.limit() + 1)
                .map(Payouts::payout)
                .all()
                .collectList();
    }

    private static Payout payout(Readable row) {
        return new Payout(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("user_id", UUID.class)),
                Objects.requireNonNull(row.get("amount_micro", Long.class)),
                Objects.requireNonNull(row.get("destination", String.class)),
                Payout.State.valueOf(Objects.requireNonNull(row.get("state", String.class))),
                row.get("transfer_reference", String.class),
                row.get("reason", String.class),
                row.get("decided_by", UUID.class),
                row.get("attempt_id", UUID.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("decided_at", Instant.class));
    }
}
