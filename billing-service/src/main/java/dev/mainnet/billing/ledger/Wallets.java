package dev.mainnet.billing.ledger;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The wallets of all users. */
@Repository
public class Wallets {

    /** Makes what is missing and locks in the order of ids, so that no two transactions wait for each other in a circle. */
    private static final String LOCK = """
            INSERT INTO wallet (user_id) SELECT user_id FROM unnest($1::uuid[]) AS user_id ORDER BY user_id
            ON CONFLICT (user_id) DO UPDATE SET version = wallet.version + 1
            RETURNING *
            """;

    private static final String CHANGE = """
            UPDATE wallet w SET
                available_micro = w.available_micro + c.available,
                reserved_micro = w.reserved_micro + c.reserved,
                earnings_micro = w.earnings_micro + c.earnings,
                usage_debited_micro = w.usage_debited_micro + c.usage_debited,
                spent_micro = w.spent_micro + c.spent
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
                AS c(user_id, available, reserved, earnings, usage_debited, spent)
            WHERE w.user_id = c.user_id
            RETURNING w.*
            """;

    private final DatabaseClient database;

    Wallets(DatabaseClient database) {
        this.database = database;
    }

    /** The wallet as it is now; empty for a user of whom nothing was heard. */
    public Mono<Wallet> find(UUID userId) {
        return database.sql("SELECT * FROM wallet WHERE user_id = $1")
                .bind(0, userId)
                .map(Wallets::wallet)
                .one();
    }

    Mono<Map<UUID, Wallet>> lock(Set<UUID> userIds) {
        if (userIds.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(LOCK)
                .bind(0, userIds.toArray(UUID[]::new))
                .map(Wallets::wallet)
                .all()
                .collectMap(Wallet::userId);
    }

    /** Changes locked wallets and answers them as they are then. */
    Flux<Wallet> change(Map<UUID, WalletChange> changes) {
        if (changes.isEmpty()) {
            return Flux.empty();
        }
        List<Map.Entry<UUID, WalletChange>> rows = List.copyOf(changes.entrySet());
        return database.sql(CHANGE)
                .bind(0, rows.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind(1, column(rows, WalletChange::availableMicro))
                .bind(2, column(rows, WalletChange::reservedMicro))
                .bind(3, column(rows, WalletChange::earningsMicro))
                .bind(4, column(rows, WalletChange::usageDebitedMicro))
                .bind(5, column(rows, WalletChange::spentMicro))
                .map(Wallets::wallet)
                .all();
    }

    /** Notes that all that was spent until now has been counted against grants; the wallet is locked. */
    public Mono<Void> countSpending(Wallet wallet) {
        return database.sql("UPDATE wallet SET spent_counted_micro = $2 WHERE user_id = $1")
                .bind(0, wallet.userId())
                .bind(1, wallet.spentMicro())
                .then();
    }

    private static Long[] column(List<Map.Entry<UUID, WalletChange>> rows, ToLongFunction<WalletChange> amount) {
        return rows.stream().map(row -> amount.applyAsLong(row.getValue())).toArray(Long[]::new);
    }

    private static Wallet wallet(Readable row) {
        return new Wallet(
                Objects.requireNonNull(row.get("user_id", UUID.class)),
                amount(row, "available_micro"),
                amount(row, "reserved_micro"),
                amount(row, "earnings_micro"),
                amount(row, "usage_debited_micro"),
                amount(row, "spent_micro"),
                amount(row, "spent_counted_micro"),
                amount(row, "version"));
    }

    private static long amount(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
