package dev.mainnet.billing.ledger;

import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The running balances of the platform's accounts: few rows that nearly every transaction changes, so always as its last change. */
@Repository
class PlatformAccounts {

    private final DatabaseClient database;

    PlatformAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> change(Map<PlatformAccount, Long> amounts) {
        if (amounts.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<PlatformAccount, Long>> rows = List.copyOf(amounts.entrySet());
        return database.sql("""
                        INSERT INTO platform_account (name, balance_micro)
                        SELECT name, amount FROM unnest($1::text[], $2::bigint[]) AS c(name, amount) ORDER BY name
                        ON CONFLICT (name) DO UPDATE
                            SET balance_micro = platform_account.balance_micro + excluded.balance_micro
                        """)
                .bind(0, rows.stream().map(row -> row.getKey().purse()).toArray(String[]::new))
                .bind(1, rows.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .then();
    }
}
