package dev.mainnet.user.mailtoken;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The tokens in mails that are not used yet, by their SHA-256. A token is good only while the account has the address it went to. */
@Repository
public class MailTokens {

    private static final int SWEEP = 1_000;

    private final DatabaseClient database;

    MailTokens(DatabaseClient database) {
        this.database = database;
    }

    /** A new token to be mailed to the account's address. The one before it works no more. */
    public Mono<Secret> issue(Account account, Purpose purpose, Instant now) {
        Secret token = purpose.newText();
        return database.sql("""
                        INSERT INTO mail_token (account_id, purpose, address, sha256, expires_at) VALUES ($1, $2, $3, $4, $5)
                        ON CONFLICT (account_id, purpose) DO UPDATE SET
                            address = excluded.address, sha256 = excluded.sha256, expires_at = excluded.expires_at
                        """)
                .bind(0, account.id())
                .bind(1, purpose.name())
                .bind(2, account.email())
                .bind(3, token.sha256())
                .bind(4, now.plus(purpose.lifetime()))
                .then()
                .thenReturn(token);
    }

    /** Whose token this is, if it works now. Before its holder does anything the account is locked, and then the token spent. */
    public Mono<UUID> holder(Purpose purpose, Secret token, Instant now) {
        return database.sql("""
                        SELECT account_id FROM mail_token JOIN account ON account.id = account_id
                        WHERE sha256 = $1 AND purpose = $2 AND expires_at > $3 AND account.email = mail_token.address
                        """)
                .bind(0, token.sha256())
                .bind(1, purpose.name())
                .bind(2, now)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .one();
    }

    /** True for the one caller that spends it first. */
    public Mono<Boolean> spend(Purpose purpose, Secret token) {
        return database.sql("DELETE FROM mail_token WHERE sha256 = $1 AND purpose = $2")
                .bind(0, token.sha256())
                .bind(1, purpose.name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whatever token the account has for that purpose works no more. */
    public Mono<Void> forget(UUID accountId, Purpose purpose) {
        return database.sql("DELETE FROM mail_token WHERE account_id = $1 AND purpose = $2")
                .bind(0, accountId)
                .bind(1, purpose.name())
                .then();
    }

    /** Forgets at most a thousand tokens that expired before the instant. */
    Mono<Long> deleteExpired(Instant before) {
        return database.sql("""
                        DELETE FROM mail_token WHERE (account_id, purpose) IN (
                            SELECT account_id, purpose FROM mail_token WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }
}
