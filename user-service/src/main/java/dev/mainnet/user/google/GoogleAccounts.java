package dev.mainnet.user.google;

import dev.mainnet.user.account.EmailAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which account is whose at Google. */
@Repository
public class GoogleAccounts {

    private final DatabaseClient database;

    GoogleAccounts(DatabaseClient database) {
        this.database = database;
    }

    /** The account of a person, nothing for whoever has none. */
    Mono<UUID> accountOf(String subject) {
        return database.sql("SELECT account_id FROM google_account WHERE subject = $1")
                .bind(0, subject)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .one();
    }

    /** Links an account to a person; false when either is linked already. */
    Mono<Boolean> link(String subject, UUID accountId, Instant now) {
        return database.sql("""
                        INSERT INTO google_account (subject, account_id, linked_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
                        """)
                .bind(0, subject)
                .bind(1, accountId)
                .bind(2, now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Nobody enters the account by Google any more. */
    public Mono<Void> unlink(UUID accountId) {
        return database.sql("DELETE FROM google_account WHERE account_id = $1")
                .bind(0, accountId)
                .then();
    }

    /** Notes that the password which the account has now is nobody's. */
    Mono<Void> markPasswordless(UUID accountId) {
        return database.sql("""
                        UPDATE google_account SET stand_in_hash = account.password_hash
                        FROM account WHERE account.id = google_account.account_id AND account.id = $1
                        """).bind(0, accountId).then();
    }

    /** Whether there is an account with that address that can be entered by Google alone. */
    public Mono<Boolean> isPasswordless(EmailAddress email) {
        return database.sql("""
                        SELECT EXISTS (
                            SELECT FROM account JOIN google_account ON account.id = google_account.account_id
                            WHERE lower(email COLLATE "C") = lower($1 COLLATE "C") AND password_hash = stand_in_hash)
                        """)
                .bind(0, email.text())
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }
}
