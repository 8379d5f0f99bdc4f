package dev.mainnet.billing.erasure;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Accounts that were deleted. */
@Repository
class ErasedAccounts {

    private final DatabaseClient database;

    ErasedAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID accountId) {
        return database.sql("INSERT INTO erased_account (account_id) VALUES ($1) ON CONFLICT DO NOTHING")
                .bind(0, accountId)
                .then();
    }

    /** Forgets to whom their payouts went, as soon as each is decided: until then it is needed, for the money is theirs. */
    Mono<Long> forgetDestinations() {
        return database.sql("""
                        UPDATE payout SET destination = 'erased' FROM erased_account
                        WHERE user_id = account_id AND state NOT IN ('REQUESTED', 'PAYING') AND destination <> 'erased'
                        """).fetch().rowsUpdated();
    }
}
