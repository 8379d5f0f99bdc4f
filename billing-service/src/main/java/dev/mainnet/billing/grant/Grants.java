package dev.mainnet.billing.grant;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Grants that end, and of which something remains. The wallet of their user is the lock that guards them. */
@Repository
class Grants {

    /** How many a user may hold at a time. */
    static final int MOST = 100;

    private final DatabaseClient database;

    Grants(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(CreditGrant grant) {
        return database.sql("""
                        INSERT INTO credit_grant (id, user_id, amount_micro, remaining_micro, expires_at, due_at, created_at)
                        VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, grant.id())
                .bind(1, grant.userId())
                .bind(2, grant.amountMicro())
                .bind(3, grant.remainingMicro())
                .bind(4, grant.expiresAt())
                .bind(5, grant.createdAt())
                .then();
    }

    Mono<List<CreditGrant>> of(UUID userId) {
        return database.sql("""
                        SELECT * FROM credit_grant WHERE user_id = $1 AND remaining_micro > 0
                        ORDER BY expires_at, id LIMIT $2
                        """)
                .bind(0, userId)
                .bind(1, MOST)
                .map(Grants::grant)
                .all()
                .collectList();
    }

    /** Whether a grant was ever given under that id. */
    Mono<Boolean> exists(UUID id) {
        return database.sql("SELECT count(*) FROM credit_grant WHERE id = $1")
                .bind(0, id)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)) > 0)
                .one();
    }

    /** Users with a grant to be taken back now. */
    Mono<List<UUID>> usersWithDue(Instant now, int limit) {
        return database.sql("""
                        SELECT user_id FROM credit_grant WHERE remaining_micro > 0 AND due_at <= $1
                        ORDER BY due_at LIMIT $2
                        """)
                .bind(0, now)
                .bind(1, limit)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all()
                .distinct()
                .collectList();
    }

    /** Saves what remains of each. */
    Mono<Void> save(List<CreditGrant> grants) {
        if (grants.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        UPDATE credit_grant g SET remaining_micro = c.remaining
                        FROM unnest($1::uuid[], $2::bigint[]) AS c(id, remaining) WHERE g.id = c.id
                        """)
                .bind(0, grants.stream().map(CreditGrant::id).toArray(UUID[]::new))
                .bind(1, grants.stream().map(CreditGrant::remainingMicro).toArray(Long[]::new))
                .then();
    }

    /** Puts off the next look at those of the user that have ended; the others are looked at when they end. */
    Mono<Void> lookAgain(UUID userId, Instant now, Instant at) {
        return database.sql("""
                        UPDATE credit_grant SET due_at = $3
                        WHERE user_id = $1 AND remaining_micro > 0 AND expires_at <= $2
                        """).bind(0, userId).bind(1, now).bind(2, at).then();
    }

    private static CreditGrant grant(Readable row) {
        return new CreditGrant(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("user_id", UUID.class)),
                Objects.requireNonNull(row.get("amount_micro", Long.class)),
                Objects.requireNonNull(row.get("remaining_micro", Long.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
