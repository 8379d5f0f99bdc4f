package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Every refresh token that a session was given, by its SHA-256, and whether it is spent. */
@Repository
class RefreshTokens {

    /** 43 characters of base 62 are 256 random bits. */
    private static final int LENGTH = 43;

    private static final int SWEEP = 10_000;

    private final DatabaseClient database;

    RefreshTokens(DatabaseClient database) {
        this.database = database;
    }

    /** A new token for the session. */
    Mono<Secret> issue(UUID sessionId) {
        Secret token = Secret.random("mr_", LENGTH);
        return database.sql("INSERT INTO refresh_token (sha256, session_id) VALUES ($1, $2)")
                .bind(0, token.sha256())
                .bind(1, sessionId)
                .then()
                .thenReturn(token);
    }

    /** True for the one caller that spends it first. */
    Mono<Boolean> spend(Secret token, Instant now) {
        return database.sql("UPDATE refresh_token SET spent_at = $2 WHERE sha256 = $1 AND spent_at IS NULL")
                .bind(0, token.sha256())
                .bind(1, now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whether a token that somebody was given may still be spent. */
    Mono<Boolean> isUnspent(Secret token) {
        return database.sql("SELECT spent_at IS NULL FROM refresh_token WHERE sha256 = $1")
                .bind(0, token.sha256())
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** Forgets at most ten thousand tokens that were spent before the instant. */
    Mono<Long> deleteSpent(Instant before) {
        return database.sql("""
                        DELETE FROM refresh_token WHERE sha256 IN (
                            SELECT sha256 FROM refresh_token WHERE spent_at < $1 ORDER BY spent_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }
}
