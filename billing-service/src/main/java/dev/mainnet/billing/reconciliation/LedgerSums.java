package dev.mainnet.billing.reconciliation;

import dev.mainnet.billing.reconciliation.Reconciliation.AccountSum;
import dev.mainnet.billing.reconciliation.Reconciliation.Entries;
import dev.mainnet.billing.reconciliation.Reconciliation.PaymentSums;
import dev.mainnet.billing.reconciliation.Reconciliation.PayoutSums;
import dev.mainnet.billing.reconciliation.Reconciliation.PendingReservations;
import dev.mainnet.billing.reconciliation.Reconciliation.UsageSums;
import dev.mainnet.defaults.money.Credits;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sums over the whole ledger. They read all of it, so only administrators may ask. */
@Repository
class LedgerSums {

    private final DatabaseClient database;

    LedgerSums(DatabaseClient database) {
        this.database = database;
    }

    Mono<Entries> entries() {
        return database.sql("""
                        SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*) FILTER (WHERE amount <> 0) AS unbalanced
                        FROM (SELECT sum(amount_micro) AS amount FROM posting GROUP BY entry_id) e
                        """)
                .map(row -> new Entries(credits(row, "amount"), number(row, "unbalanced")))
                .one();
    }

    Mono<List<AccountSum>> accounts() {
        return database.sql("""
                        SELECT purse, sum(balance)::bigint AS balance, sum(posted)::bigint AS posted,
                            count(*) FILTER (WHERE balance <> posted) AS mismatches
                        FROM (SELECT purse, coalesce(a.balance_micro, 0) AS balance, coalesce(p.posted, 0) AS posted
                            FROM account_balance a FULL JOIN (
                                SELECT holder_id, purse, sum(amount_micro) AS posted FROM posting GROUP BY holder_id, purse) p
                            USING (holder_id, purse)) compared
                        GROUP BY purse ORDER BY purse
                        """)
                .map(row -> new AccountSum(
                        Objects.requireNonNull(row.get("purse", String.class)),
                        credits(row, "balance"),
                        credits(row, "posted"),
                        number(row, "mismatches")))
                .all()
                .collectList();
    }

    Mono<UsageSums> usage() {
        return database.sql("""
                        SELECT (SELECT coalesce(sum(cost_micro), 0)::bigint FROM usage_record) AS recorded,
                            (SELECT coalesce(-sum(p.amount_micro), 0)::bigint FROM posting p
                                JOIN journal_entry e ON e.id = p.entry_id
                                WHERE e.kind = 'usage' AND p.purse = 'available') AS journalled,
                            (SELECT coalesce(sum(usage_debited_micro), 0)::bigint FROM wallet) AS debited
                        """)
                .map(row ->
                        new UsageSums(credits(row, "recorded"), credits(row, "journalled"), credits(row, "debited")))
                .one();
    }

    /** What the wallets count as debited for calls; their rows and nothing else are read. */
    Mono<Credits> usageDebited() {
        return database.sql("SELECT coalesce(sum(usage_debited_micro), 0)::bigint AS debited FROM wallet")
                .map(row -> credits(row, "debited"))
                .one();
    }

    /** What should be shown is computed here once more, from what Stripe told. */
    Mono<PaymentSums> payments() {
        return database.sql("""
                        SELECT coalesce(sum(due), 0)::bigint * 1000000 AS paid, count(*) FILTER (WHERE due <> shown) AS mismatches,
                            (SELECT coalesce(-sum(p.amount_micro), 0)::bigint FROM posting p
                                JOIN journal_entry e ON e.id = p.entry_id
                                WHERE e.kind IN ('purchase', 'refund', 'dispute', 'dispute_reversal')
                                    AND p.purse = 'stripe') AS journalled,
                            (SELECT coalesce(-sum(balance_micro), 0)::bigint FROM platform_account
                                WHERE name = 'stripe') AS account,
                            (SELECT count(*) FROM stripe_event WHERE problem IS NOT NULL) AS put_aside
                        FROM (SELECT paid_cents - least(paid_cents, refunded_cents + coalesce(withdrawn, 0)) AS due,
                                shown_purchase_cents - shown_refund_cents - shown_dispute_cents AS shown
                            FROM payment LEFT JOIN (
                                SELECT payment_id, sum(amount_cents) AS withdrawn FROM payment_dispute
                                WHERE state IN ('WITHDRAWN', 'LOST') GROUP BY payment_id) d ON d.payment_id = payment.id) p
                        """)
                .map(row -> new PaymentSums(
                        credits(row, "paid"),
                        credits(row, "journalled"),
                        credits(row, "account"),
                        number(row, "mismatches"),
                        number(row, "put_aside")))
                .one();
    }

    Mono<PayoutSums> payouts() {
        return database.sql("""
                        SELECT coalesce(sum(amount_micro) FILTER (WHERE state IN ('REQUESTED', 'PAYING')), 0)::bigint AS requested,
                            coalesce(sum(amount_micro) FILTER (WHERE state = 'PAID'), 0)::bigint AS paid,
                            (SELECT coalesce(sum(balance_micro), 0)::bigint FROM platform_account
                                WHERE name = 'payouts') AS set_aside,
                            (SELECT coalesce(sum(balance_micro), 0)::bigint FROM platform_account
                                WHERE name = 'transfers') AS transferred
                        FROM payout
                        """)
                .map(row -> new PayoutSums(
                        credits(row, "requested"),
                        credits(row, "set_aside"),
                        credits(row, "paid"),
                        credits(row, "transferred")))
                .one();
    }

    Mono<PendingReservations> reservations() {
        return database.sql("""
                        SELECT count(*) AS pending, coalesce(sum(amount_micro), 0)::bigint AS amount,
                            (SELECT coalesce(sum(reserved_micro), 0)::bigint FROM wallet) AS reserved
                        FROM reservation WHERE state = 'PENDING'
                        """)
                .map(row -> new PendingReservations(
                        number(row, "pending"), credits(row, "amount"), credits(row, "reserved")))
                .one();
    }

    Mono<Long> eventsPutAside() {
        return database.sql("SELECT count(*) AS events FROM rejected_event")
                .map(row -> number(row, "events"))
                .one();
    }

    private static Credits credits(Readable row, String column) {
        return Credits.ofMicro(number(row, column));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
