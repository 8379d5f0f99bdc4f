package dev.mainnet.user.deletion;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What this service knows of a person, wherever it lies. Each table that learns something of people is named here. */
@Repository
class PersonalTraces {

    private static final String ADDRESS = "(SELECT lower(email COLLATE \"C\") FROM account WHERE id = $1)";

    private final DatabaseClient database;

    PersonalTraces(DatabaseClient database) {
        this.database = database;
    }

    /** Erases them within the caller's transaction, which has locked the account and ended its sessions and keys. */
    Mono<Void> erase(UUID accountId, Instant now) {
        return Flux.just(
                        // Ended sessions are kept until their tokens have expired, without what they tell.
                        "UPDATE session SET device = '', address = '', network = '' WHERE account_id = $1",
                        "UPDATE api_key SET name = '', previous_sha256 = NULL, previous_expires_at = NULL WHERE account_id = $1",
                        "DELETE FROM mail WHERE account_id = $1",
                        "DELETE FROM mail WHERE lower(recipient COLLATE \"C\") = " + ADDRESS,
                        "DELETE FROM mail_token WHERE account_id = $1",
                        "DELETE FROM google_account WHERE account_id = $1",
                        "DELETE FROM user_group USING group_member WHERE group_id = user_group.id AND account_id = $1"
                                + " AND standing = 'owner'",
                        "DELETE FROM group_member WHERE account_id = $1",
                        "DELETE FROM group_invitation WHERE invited_by = $1",
                        "DELETE FROM group_invitation WHERE lower(email COLLATE \"C\") = " + ADDRESS,
                        "DELETE FROM account_role WHERE account_id = $1",
                        "DELETE FROM account_suspension WHERE account_id = $1")
                .concatMap(
                        statement -> database.sql(statement).bind(0, accountId).then())
                .then(Mono.defer(() -> anonymise(accountId, now)));
    }

    /** The last characters of a UUIDv7 are its random part; the address is at a domain that never can be (RFC 2606). */
    private Mono<Void> anonymise(UUID accountId, Instant now) {
        String id = accountId.toString().replace("-", "");
        return database.sql("""
                        UPDATE account SET username = $2, email = $3, email_verified = false, password_hash = '',
                            fullname = NULL, bio = NULL, deleted_at = $4
                        WHERE id = $1
                        """)
                .bind(0, accountId)
                .bind(1, "deleted-" + id.substring(id.length() - 20))
                .bind(2, "deleted-" + id + "@deleted.invalid")
                .bind(3, now)
                .then();
    }
}
