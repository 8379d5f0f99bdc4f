package dev.mainnet.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

@BillingTest
class LedgerTest {

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DatabaseClient database;

    @Autowired
    Books books;

    private final UUID user = UUID.randomUUID();

    @Test
    void postsAReferenceOnce() {
        JournalEntry entry = grant("once:" + user, 5);

        post(entry);
        post(entry, entry);

        assertThat(books.available(user)).isEqualTo(5);
        books.assertSound();
    }

    @Test
    void refusesAReferenceWithOtherContentAndChangesNothing() {
        post(grant("other:" + user, 5));

        assertThatThrownBy(() -> post(grant("more:" + user, 1), grant("other:" + user, 6)))
                .isInstanceOf(ReferenceConflictException.class);

        assertThat(books.available(user)).isEqualTo(5);
        books.assertSound();
    }

    @Test
    void refusesABalanceThatOverflows() {
        UserAccount lender = UserAccount.available(UUID.randomUUID());
        post(transfer(lender, "most:" + user, Long.MAX_VALUE - 10));

        assertThatThrownBy(() -> post(grant("too-much:" + user, 11))).isInstanceOf(DataAccessException.class);

        assertThat(books.available(user)).isEqualTo(Long.MAX_VALUE - 10);
        post(transfer(lender, "back:" + user, -(Long.MAX_VALUE - 10)));
        books.assertSound();
    }

    @Test
    void refusesToPostWithoutATransaction() {
        assertThatThrownBy(() -> ledger.lock(Set.of(user))
                        .flatMap(locked -> ledger.post(locked, List.of(grant("loose:" + user, 5))))
                        .block())
                .isInstanceOf(NoTransactionException.class);
    }

    @Test
    void refusesToPostToWalletsThatAreNotLocked() {
        assertThatThrownBy(() -> ledger.lock(Set.of())
                        .flatMap(locked -> ledger.post(locked, List.of(grant("unlocked:" + user, 5))))
                        .as(transaction::transactional)
                        .block())
                .hasMessageContaining("not locked");
    }

    @Test
    void theDatabaseRefusesAnEntryThatIsNotBalanced() {
        UUID entry = UUID.randomUUID();

        assertThatThrownBy(() -> execute(insertEntry(entry), insertPosting(entry, "available", 5)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> execute(
                        insertEntry(entry),
                        insertPosting(entry, "available", 5) + ", " + values(entry, "reserved", -4)))
                .isInstanceOf(DataIntegrityViolationException.class);
        execute(insertEntry(entry), insertPosting(entry, "stripe", 5) + ", " + values(entry, "burn", -5));
        execute(
                "INSERT INTO platform_account VALUES ('stripe', 5), ('burn', -5) "
                        + "ON CONFLICT (name) DO UPDATE SET balance_micro = platform_account.balance_micro + excluded.balance_micro");
        books.assertSound();
    }

    @Test
    void theDatabaseRefusesPostingsToAnEntryThatIsClosedOrMissing() {
        post(grant("closed:" + user, 5));
        UUID closed = database.sql("SELECT id FROM journal_entry WHERE reference = 'closed:" + user + "'")
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();

        for (UUID entry : List.of(closed, UUID.randomUUID())) {
            assertThatThrownBy(
                            () -> execute(insertPosting(entry, "earnings", 5) + ", " + values(entry, "reserved", -5)))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    void theDatabaseRefusesToChangeOrForgetTheJournal() {
        post(grant("kept:" + user, 5));

        for (String sql : List.of(
                "UPDATE posting SET amount_micro = -amount_micro",
                "UPDATE journal_entry SET description = ''",
                "DELETE FROM posting",
                "DELETE FROM journal_entry",
                "TRUNCATE posting",
                "TRUNCATE journal_entry")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    private void post(JournalEntry... entries) {
        Set<UUID> users =
                Arrays.stream(entries).flatMap(entry -> entry.users().stream()).collect(Collectors.toSet());
        ledger.lock(users)
                .flatMap(locked -> ledger.post(locked, Arrays.asList(entries)))
                .as(transaction::transactional)
                .block();
    }

    private JournalEntry grant(String reference, long amount) {
        return transfer(PlatformAccount.PROMOTIONS, reference, amount);
    }

    private JournalEntry transfer(Account from, String reference, long amount) {
        return new JournalEntry(
                new Cause(reference, InputHash.of(reference + amount)),
                EntryKind.GRANT,
                "test",
                Subject.NONE,
                List.of(Posting.from(from, amount), Posting.to(UserAccount.available(user), amount)));
    }

    private void execute(String... statements) {
        Flux.fromArray(statements)
                .concatMap(sql -> database.sql(sql).then())
                .then()
                .as(transaction::transactional)
                .block();
    }

    private static String insertEntry(UUID id) {
        return "INSERT INTO journal_entry (id, reference, input_sha256, kind, description) VALUES ('" + id + "', 'raw:"
                + id + "', sha256(''), 'grant', '')";
    }

    private static String insertPosting(UUID entry, String purse, long amount) {
        return "INSERT INTO posting (holder_id, entry_id, purse, amount_micro) VALUES " + values(entry, purse, amount);
    }

    private static String values(UUID entry, String purse, long amount) {
        return "('ffffffff-ffff-ffff-ffff-ffffffffffff', '" + entry + "', '" + purse + "', " + amount + ")";
    }
}
