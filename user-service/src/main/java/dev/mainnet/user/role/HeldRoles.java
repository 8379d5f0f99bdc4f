package dev.mainnet.user.role;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which account was given which role. */
@Repository
class HeldRoles {

    private final DatabaseClient database;

    HeldRoles(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<UUID>> of(UUID accountId) {
        return database.sql("SELECT role_id FROM account_role WHERE account_id = $1")
                .bind(0, accountId)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all()
                .collectList();
    }

    /** False when the account holds it already. */
    Mono<Boolean> add(UUID accountId, UUID roleId, Instant now) {
        return changed(database.sql("""
                        INSERT INTO account_role (account_id, role_id, given_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
                        """).bind(0, accountId).bind(1, roleId).bind(2, now));
    }

    /** False when the account does not hold it. */
    Mono<Boolean> remove(UUID accountId, UUID roleId) {
        return changed(database.sql("DELETE FROM account_role WHERE account_id = $1 AND role_id = $2")
                .bind(0, accountId)
                .bind(1, roleId));
    }

    Mono<Boolean> anybodyHolds(UUID roleId) {
        return database.sql("SELECT EXISTS (SELECT FROM account_role WHERE role_id = $1)")
                .bind(0, roleId)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
