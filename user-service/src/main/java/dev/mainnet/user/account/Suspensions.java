package dev.mainnet.user.account;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Accounts that an administrator has suspended: they get no tokens and no keys until that is lifted. */
@Repository
public class Suspensions {

    private final DatabaseClient database;

    Suspensions(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Boolean> contains(UUID accountId) {
        return database.sql("SELECT EXISTS (SELECT FROM account_suspension WHERE account_id = $1)")
                .bind(0, accountId)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** False when the account is suspended already. */
    public Mono<Boolean> add(UUID accountId, String reason, Instant now) {
        return changed(database.sql("""
                        INSERT INTO account_suspension (account_id, reason, suspended_at) VALUES ($1, $2, $3)
                        ON CONFLICT DO NOTHING
                        """).bind(0, accountId).bind(1, reason).bind(2, now));
    }

    /** False when the account is not suspended. */
    public Mono<Boolean> remove(UUID accountId) {
        return changed(database.sql("DELETE FROM account_suspension WHERE account_id = $1")
                .bind(0, accountId));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
