package dev.mainnet.user.signingkey;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The signing keys that are published, and those that were. */
@Repository
class SigningKeys {

    private final DatabaseClient database;

    SigningKeys(DatabaseClient database) {
        this.database = database;
    }

    /** Until the transaction ends, no other instance of the service rotates. */
    Mono<Void> lock() {
        return database.sql("SELECT pg_advisory_xact_lock(hashtext('signing_key'))")
                .then();
    }

    /** Published keys, the one that signs latest first. */
    Flux<SigningKey> published(Instant now) {
        return database.sql("""
                        SELECT * FROM signing_key WHERE retires_at IS NULL OR retires_at > $1 ORDER BY signs_from DESC
                        """).bind(0, now).map(SigningKeys::key).all();
    }

    Mono<Void> add(SigningKey key) {
        return database.sql("""
                        INSERT INTO signing_key (id, public_jwk, sealed_private, signs_from) VALUES ($1, $2, $3, $4)
                        """)
                .bind(0, key.id())
                .bind(1, key.publicJwk())
                .bind(2, key.sealedPrivate())
                .bind(3, key.signsFrom())
                .then();
    }

    /** Retires the key that was the latest before this one. */
    Mono<Void> retireBefore(SigningKey successor, Instant at) {
        return database.sql("UPDATE signing_key SET retires_at = $2 WHERE retires_at IS NULL AND id <> $1")
                .bind(0, successor.id())
                .bind(1, at)
                .then();
    }

    /** Retires every other key, also one that still waits for its turn or is retiring already. */
    Mono<Void> retireAllBut(SigningKey successor, Instant at) {
        return database.sql("""
                        UPDATE signing_key SET retires_at = $2 WHERE id <> $1 AND (retires_at IS NULL OR retires_at > $2)
                        """).bind(0, successor.id()).bind(1, at).then();
    }

    Mono<Void> deleteRetired(Instant now) {
        return database.sql("DELETE FROM signing_key WHERE retires_at <= $1")
                .bind(0, now)
                .then();
    }

    private static SigningKey key(Readable row) {
        return new SigningKey(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("public_jwk", String.class)),
                Objects.requireNonNull(row.get("sealed_private", byte[].class)),
                Objects.requireNonNull(row.get("signs_from", Instant.class)));
    }
}
