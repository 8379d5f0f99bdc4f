package dev.mainnet.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;

/** What tests read from the ledger, straight from its tables. */
@TestComponent
public class Books {

    private final DatabaseClient database;

    public Books(DatabaseClient database) {
        this.database = database;
    }

    /** Asserts what must hold whatever happened. */
    public void assertSound() {
        assertThat(number("SELECT coalesce(sum(amount_micro), 0)::bigint FROM posting"))
                .as("the sum of all postings")
                .isZero();
        assertThat(number("""
                        SELECT count(*) FROM (SELECT entry_id FROM posting GROUP BY entry_id HAVING sum(amount_micro) <> 0) e
                        """)).as("entries that are not balanced").isZero();
        assertThat(number("""
                        SELECT count(*) FROM account_balance a
                        FULL JOIN (SELECT holder_id, purse, sum(amount_micro) AS amount FROM posting GROUP BY 1, 2) p
                            USING (holder_id, purse)
                        WHERE coalesce(a.balance_micro, 0) <> coalesce(p.amount, 0)
                        """))
                .as("accounts whose balance is not the sum of their postings")
                .isZero();
        assertThat(number("SELECT coalesce(sum(usage_debited_micro), 0)::bigint FROM wallet"))
                .as("usage debited")
                .isEqualTo(number("SELECT coalesce(sum(cost_micro), 0)::bigint FROM usage_record"));
        assertThat(platform("payouts"))
                .as("what is set aside to be paid out")
                .isEqualTo(
                        number(
                                "SELECT coalesce(sum(amount_micro), 0)::bigint FROM payout WHERE state IN ('REQUESTED', 'PAYING')"));
        assertThat(number("SELECT coalesce(sum(reserved_micro), 0)::bigint FROM wallet"))
                .as("what is reserved")
                .isEqualTo(number(
                        "SELECT coalesce(sum(amount_micro), 0)::bigint FROM reservation WHERE state = 'PENDING'"));
    }

    public long available(UUID user) {
        return balance(user, "available");
    }

    public long reserved(UUID user) {
        return balance(user, "reserved");
    }

    public long earnings(UUID user) {
        return balance(user, "earnings");
    }

    /** An account of the platform. */
    public long platform(String account) {
        return balance(new UUID(-1, -1), account);
    }

    /** Kinds of the entries that touch a user, oldest first. */
    public List<String> kinds(UUID user) {
        return database.sql("""
                        SELECT kind FROM journal_entry
                        WHERE id IN (SELECT entry_id FROM posting WHERE holder_id = $1) ORDER BY id
                        """)
                .bind(0, user)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    /** Why events were put aside, of those whose reason holds the text. */
    public long putAside(String text) {
        return number("SELECT count(*) FROM rejected_event WHERE reason LIKE '%" + text + "%'");
    }

    public long number(String sql) {
        return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
    }

    private long balance(UUID holder, String purse) {
        return database.sql("SELECT balance_micro FROM account_balance WHERE holder_id = $1 AND purse = $2")
                .bind(0, holder)
                .bind(1, purse)
                .map(row -> row.get(0, Long.class))
                .one()
                .blockOptional()
                .orElse(0L);
    }
}
