package dev.mainnet.user.account;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.pseudonym.Pseudonyms;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All accounts. One that was deleted is none any more. */
@Repository
public class Accounts {

    /** Whether a name was a deleted account's; those from before it was kept by its pseudonym are known by their SHA-256. */
    private static final String RETIRED = """
            (EXISTS (SELECT FROM retired_name WHERE hmac = $1)
             OR EXISTS (SELECT FROM retired_username WHERE sha256 = sha256(lower($2::text COLLATE "C")::bytea)))
            """;

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;

    Accounts(DatabaseClient database, Pseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
    }

    /** Adds an account; false when its id, username or e-mail address is taken already, or the username was a deleted account's. */
    public Mono<Boolean> add(Account account, Secret passwordHash) {
        return database.sql("""
                        INSERT INTO account (username, id, email, password_hash, fullname, bio, created_at)
                        SELECT $2::text, $3::uuid, $4::text, $5::text, $6::text, $7::text, $8::timestamptz
                        WHERE NOT\s""" + RETIRED + " ON CONFLICT DO NOTHING")
                .bind(0, retiredName(account.username()))
                .bind(1, account.username())
                .bind(2, account.id())
                .bind(3, account.email())
                .bind(4, passwordHash.text())
                .bind(5, Parameters.in(R2dbcType.VARCHAR, account.fullname()))
                .bind(6, Parameters.in(R2dbcType.VARCHAR, account.bio()))
                .bind(7, account.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Which of the fields username and email other accounts have taken. */
    public Flux<String> takenFields(Account wanted) {
        Mono<String> username =
                isTaken(new Username(wanted.username())).filter(taken -> taken).map(taken -> "username");
        Mono<String> email =
                isTaken("email", wanted.email()).filter(taken -> taken).map(taken -> "email");
        return username.concatWith(email);
    }

    /** Whether nobody can sign up under that name: an account has it, or one that was deleted had it. */
    public Mono<Boolean> isTaken(Username username) {
        return isTaken("username", username.text())
                .flatMap(taken -> taken ? Mono.just(true) : isRetired(username.text()));
    }

    private Mono<Boolean> isTaken(String field, String value) {
        return database.sql("SELECT EXISTS (SELECT FROM account WHERE lower(" + field
                        + " COLLATE \"C\") = lower($1 COLLATE \"C\"))")
                .bind(0, value)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    private Mono<Boolean> isRetired(String username) {
        return database.sql("SELECT " + RETIRED)
                .bind(0, retiredName(username))
                .bind(1, username)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** Lets nobody ever sign up under the account's name again. Only a pseudonym of it is kept. */
    public Mono<Void> retireName(Account account) {
        return database.sql("INSERT INTO retired_name (hmac) VALUES ($1) ON CONFLICT DO NOTHING")
                .bind(0, retiredName(account.username()))
                .then();
    }

    private byte[] retiredName(String username) {
        return pseudonyms.of("retired names", username.toLowerCase(Locale.ROOT));
    }

    public Mono<Account> byId(UUID id) {
        return database.sql("SELECT * FROM account WHERE id = $1 AND deleted_at IS NULL")
                .bind(0, id)
                .map(Accounts::account)
                .one();
    }

    /** As {@link #byId}; the account then stays as it is until the transaction ends. */
    public Mono<Account> lock(UUID id) {
        return database.sql("SELECT * FROM account WHERE id = $1 AND deleted_at IS NULL FOR UPDATE")
                .bind(0, id)
                .map(Accounts::account)
                .one();
    }

    public Mono<Credentials> credentialsOf(Username username) {
        return credentials("lower(username COLLATE \"C\") = lower($1 COLLATE \"C\")", "", username.text());
    }

    public Mono<Credentials> credentialsOf(EmailAddress email) {
        return credentials("lower(email COLLATE \"C\") = lower($1 COLLATE \"C\")", "", email.text());
    }

    public Mono<Credentials> credentialsOf(UUID id) {
        return credentials("id = $1", "", id);
    }

    /** What the account's password is checked against; it then stays as it is until the transaction ends. */
    public Mono<Credentials> lockCredentials(UUID id) {
        return credentials("id = $1", " FOR UPDATE", id);
    }

    /** Gives the account another password. */
    public Mono<Void> updatePassword(UUID id, Secret passwordHash) {
        return database.sql("UPDATE account SET password_hash = $2 WHERE id = $1")
                .bind(0, id)
                .bind(1, passwordHash.text())
                .then();
    }

    /** The account with that address, locked as by {@link #lock}. */
    public Mono<Account> lockByEmail(EmailAddress email) {
        return database.sql(
                        "SELECT * FROM account WHERE lower(email COLLATE \"C\") = lower($1 COLLATE \"C\") FOR UPDATE")
                .bind(0, email.text())
                .map(Accounts::account)
                .one();
    }

    /** Notes that mail to the account's address arrives at its owner. */
    public Mono<Void> verifyEmail(UUID id) {
        return database.sql("UPDATE account SET email_verified = true WHERE id = $1")
                .bind(0, id)
                .then();
    }

    public Mono<Void> updateProfile(Account account) {
        return database.sql("UPDATE account SET fullname = $2, bio = $3 WHERE id = $1")
                .bind(0, account.id())
                .bind(1, Parameters.in(R2dbcType.VARCHAR, account.fullname()))
                .bind(2, Parameters.in(R2dbcType.VARCHAR, account.bio()))
                .then();
    }

    private Mono<Credentials> credentials(String condition, String lock, Object value) {
        return database.sql("SELECT * FROM account WHERE deleted_at IS NULL AND " + condition + lock)
                .bind(0, value)
                .map(row -> new Credentials(
                        account(row), new Secret(Objects.requireNonNull(row.get("password_hash", String.class)))))
                .one();
    }

    private static Account account(Readable row) {
        return new Account(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("username", String.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("email_verified", Boolean.class)),
                row.get("fullname", String.class),
                row.get("bio", String.class),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
