package dev.mainnet.user.google;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Google's tokens that were taken once and are not taken again, by the SHA-256 of what Google signed, until they expire by themselves. */
@Repository
class SpentTokens {

    private static final int SWEEP = 10_000;

    private final DatabaseClient database;

    SpentTokens(DatabaseClient database) {
        this.database = database;
    }

    /** True for the one caller that spends it first. */
    Mono<Boolean> spend(byte[] sha256, Instant expiresAt) {
        return database.sql("INSERT INTO google_token (sha256, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(0, sha256)
                .bind(1, expiresAt)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> contains(byte[] sha256) {
        return database.sql("SELECT EXISTS (SELECT FROM google_token WHERE sha256 = $1)")
                .bind(0, sha256)
                .mapValue(Boolean.class)
                .one();
    }

    /** Forgets at most ten thousand that expired before the instant. */
    Mono<Long> deleteExpired(Instant before) {
        return database.sql("""
                        DELETE FROM google_token WHERE sha256 IN (
                            SELECT sha256 FROM google_token WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }
}
