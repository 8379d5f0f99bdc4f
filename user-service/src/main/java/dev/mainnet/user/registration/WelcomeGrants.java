package dev.mainnet.user.registration;

import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.pseudonym.Pseudonyms;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The mailboxes whose holders had the welcome grant. Only their {@linkplain Pseudonyms pseudonyms} are kept, and they outlive the
 * account: whoever holds the table alone cannot tell whether somebody was ever here.
 */
@Repository
public class WelcomeGrants {

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;

    WelcomeGrants(DatabaseClient database, Pseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
    }

    /** True for the first account of a mailbox, within the transaction that makes it. */
    public Mono<Boolean> claim(EmailAddress address, Instant now) {
        return database.sql("""
                        INSERT INTO welcome_grant (mailbox_hmac, granted_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
                        """)
                .bind(0, pseudonyms.of("welcome grants", Mailbox.of(address).name()))
                .bind(1, now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
