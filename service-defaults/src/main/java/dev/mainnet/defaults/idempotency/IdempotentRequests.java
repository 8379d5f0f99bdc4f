package dev.mainnet.defaults.idempotency;

import com.github.f4b6a3.uuid.UuidCreator;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Requests with an Idempotency-Key and their answers, kept for 24 hours. */
final class IdempotentRequests {

    /** How long a claim outlives a process that died; whoever lives renews it. */
    private static final int CLAIM_SECONDS = 15;

    private static final int SWEEP = 10_000;

    private final DatabaseClient database;

    IdempotentRequests(DatabaseClient database) {
        this.database = database;
    }

    Mono<Claim> claim(IdempotencyKey key, byte[] fingerprint) {
        return database.sql("""
                        INSERT INTO idempotent_request AS r
                               (account_id, key_hash, fingerprint, operation_id, claimed_until, expires_at)
                        VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5), now() + interval '24 hours')
                        ON CONFLICT (account_id, key_hash) DO UPDATE SET
                            operation_id = CASE WHEN r.expires_at < now() THEN excluded.operation_id ELSE r.operation_id END,
                            fingerprint = excluded.fingerprint, status = NULL, body = NULL, content_type = NULL,
                            claimed_until = excluded.claimed_until, expires_at = excluded.expires_at
                        WHERE r.expires_at < now()
                           OR (r.status IS NULL AND r.claimed_until < now() AND r.fingerprint = excluded.fingerprint)
                        RETURNING operation_id
                        """)
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .bind(2, fingerprint)
                .bind(3, UuidCreator.getTimeOrderedEpoch())
                .bind(4, (double) CLAIM_SECONDS)
                .map(row -> (Claim) new Claim.Ours(Objects.requireNonNull(row.get(0, UUID.class))))
                .one()
                .switchIfEmpty(Mono.defer(() -> find(key, fingerprint)));
    }

    /** Keeps the claim of a request that is still being worked on. */
    Mono<Void> renew(IdempotencyKey key) {
        return database.sql("""
                        UPDATE idempotent_request SET claimed_until = now() + make_interval(secs => $3)
                        WHERE account_id = $1 AND key_hash = $2 AND status IS NULL
                        """)
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .bind(2, (double) CLAIM_SECONDS)
                .then();
    }

    Mono<Void> answer(IdempotencyKey key, int status, @Nullable String contentType, byte[] body) {
        return database.sql("""
                        UPDATE idempotent_request SET status = $3, content_type = $4, body = $5
                        WHERE account_id = $1 AND key_hash = $2
                        """)
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .bind(2, status)
                .bind(3, Parameters.in(R2dbcType.VARCHAR, contentType))
                .bind(4, key.encrypt(body))
                .then();
    }

    /** The request was answered and the answer is not kept. */
    Mono<Void> answeredWithoutKeeping(IdempotencyKey key, int status) {
        return database.sql("UPDATE idempotent_request SET status = $3 WHERE account_id = $1 AND key_hash = $2")
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .bind(2, status)
                .then();
    }

    /** The request was refused and had no effect: the key is free for any other. */
    Mono<Void> forget(IdempotencyKey key) {
        return database.sql("DELETE FROM idempotent_request WHERE account_id = $1 AND key_hash = $2")
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .then();
    }

    /** The request failed, and whether it had an effect is not known: it may be tried again at once under its operation id. */
    Mono<Void> release(IdempotencyKey key) {
        return database.sql("""
                        UPDATE idempotent_request SET claimed_until = now() - interval '1 second'
                        WHERE account_id = $1 AND key_hash = $2 AND status IS NULL
                        """).bind(0, key.accountId()).bind(1, key.hash()).then();
    }

    Mono<Long> deleteExpired() {
        return database.sql("""
                        DELETE FROM idempotent_request WHERE (account_id, key_hash) IN (
                            SELECT account_id, key_hash FROM idempotent_request
                            WHERE expires_at < now() ORDER BY expires_at LIMIT $1)
                        """).bind(0, SWEEP).fetch().rowsUpdated();
    }

    private Mono<Claim> find(IdempotencyKey key, byte[] fingerprint) {
        return database.sql("SELECT * FROM idempotent_request WHERE account_id = $1 AND key_hash = $2")
                .bind(0, key.accountId())
                .bind(1, key.hash())
                .map(row -> claim(row, key, fingerprint))
                .one()
                // Forgotten between the two statements: whoever asks again gets it.
                .defaultIfEmpty(new Claim.InFlight());
    }

    private static Claim claim(Readable row, IdempotencyKey key, byte[] fingerprint) {
        if (!Arrays.equals(fingerprint, row.get("fingerprint", byte[].class))) {
            return new Claim.Mismatch();
        }
        Integer status = row.get("status", Integer.class);
        byte[] body = row.get("body", byte[].class);
        if (status == null) {
            return new Claim.InFlight();
        }
        return body == null
                ? new Claim.NotKept()
                : new Claim.Answered(status, row.get("content_type", String.class), key.decrypt(body));
    }
}
