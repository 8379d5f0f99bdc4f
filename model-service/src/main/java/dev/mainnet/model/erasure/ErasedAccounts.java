package dev.mainnet.model.erasure;

import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts that were deleted. */
@Repository
class ErasedAccounts {

    private static final int AT_ONCE = 100;

    private final DatabaseClient database;

    ErasedAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID accountId) {
        return database.sql("INSERT INTO erased_account (account_id) VALUES ($1) ON CONFLICT DO NOTHING")
                .bind(0, accountId)
                .then();
    }

    /** Some of those deleted since yesterday that own something all the same: a request was under way when they went. */
    Flux<UUID> owningSomething() {
        return database.sql("""
                        SELECT account_id FROM erased_account
                        WHERE erased_at > now() - interval '1 day' AND (
                            EXISTS (SELECT FROM model WHERE owner_id = account_id)
                            OR EXISTS (SELECT FROM deployment WHERE owner_id = account_id)
                            OR EXISTS (SELECT FROM provider WHERE owner_id = account_id))
                        LIMIT $1
                        """)
                .bind(0, AT_ONCE)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all();
    }
}
