package dev.mainnet.user.session;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Secret;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All sessions. */
@Repository
class Sessions {

    /** What a list of sessions can be sorted by. */
    static final List<String> SORTS = List.of("last_seen_at", "created_at");

    private static final int SWEEP = 1_000;
    private static final String ALIVE = "account_id = $1 AND ended_at IS NULL AND expires_at > $2";

    private final DatabaseClient database;

    Sessions(DatabaseClient database) {
        this.database = database;
    }

    /** Adds the session, or what became of it. */
    Mono<Void> save(Session session) {
        return database.sql("""
                        INSERT INTO session (id, account_id, device, address, created_at,
                                             last_seen_at, expires_at, access_expires_at, ended_at,
                                             access_seconds, refresh_seconds, network)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                        ON CONFLICT (id) DO UPDATE SET
                            last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at,
                            access_expires_at = excluded.access_expires_at, ended_at = excluded.ended_at
                        """)
                .bind(0, session.id())
                .bind(1, session.accountId())
                .bind(2, session.origin().device())
                .bind(3, session.origin().address())
                .bind(4, session.createdAt())
                .bind(5, session.lastSeenAt())
                .bind(6, session.expiresAt())
                .bind(7, session.accessExpiresAt())
                .bind(8, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, session.endedAt()))
                .bind(9, session.lifetimes().access().toSeconds())
                .bind(10, session.lifetimes().refresh().toSeconds())
                .bind(11, session.origin().network())
                .then();
    }

    /** The session then stays as it is until the transaction ends. */
    Mono<Session> lock(UUID id) {
        return database.sql("SELECT * FROM session WHERE id = $1 FOR UPDATE")
                .bind(0, id)
                .map(Sessions::session)
                .one();
    }

    /** Locks the session that was given the token at some time. */
    Mono<Session> lockHolderOf(Secret refreshToken) {
        return database.sql("""
                        SELECT session.* FROM session JOIN refresh_token ON session.id = refresh_token.session_id
                        WHERE refresh_token.sha256 = $1 FOR UPDATE OF session
                        """)
                .bind(0, refreshToken.sha256())
                .map(Sessions::session)
                .one();
    }

    /** Ends what lives of an account's sessions, and answers them. */
    Mono<List<Session>> endAll(UUID accountId, Instant now) {
        return database.sql("UPDATE session SET ended_at = $2 WHERE " + ALIVE + " RETURNING *")
                .bind(0, accountId)
                .bind(1, now)
                .map(Sessions::session)
                .all()
                .collectList();
    }

    /** Whether a session of the account was begun in that network, as far back as sessions are remembered. */
    Mono<Boolean> knows(UUID accountId, String network) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM session WHERE account_id = $1 AND network = $2)")
                .bind(0, accountId)
                .bind(1, network)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** Whether the session was ended before its time. */
    Mono<Boolean> hasEnded(UUID id) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM session WHERE id = $1 AND ended_at IS NOT NULL)")
                .bind(0, id)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    Flux<Session> alive(UUID accountId, Instant now, PageRequest page) {
        String order = page.sortBy() + (page.ascending() ? " ASC" : " DESC");
        return database.sql("SELECT * FROM session WHERE " + ALIVE + " ORDER BY " + order + ", id LIMIT $3 OFFSET $4")
                .bind(0, accountId)
                .bind(1, now)
                .bind(2, page.limit())
                .bind(3, page.offset())
                .map(Sessions::session)
                .all();
    }

    Mono<Long> countAlive(UUID accountId, Instant now) {
        return database.sql("SELECT count(*) FROM session WHERE " + ALIVE)
                .bind(0, accountId)
                .bind(1, now)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** Forgets at most a thousand sessions that expired before the instant, with their tokens. */
    Mono<Long> deleteExpired(Instant before) {
        return database.sql("""
                        DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }

    private static Session session(Readable row) {
        return new Session(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("account_id", UUID.class)),
                new Origin(
                        Objects.requireNonNull(row.get("device", String.class)),
                        Objects.requireNonNull(row.get("address", String.class))),
                new SessionLifetimes(seconds(row, "access_seconds"), seconds(row, "refresh_seconds")),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("last_seen_at", Instant.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)),
                Objects.requireNonNull(row.get("access_expires_at", Instant.class)),
                row.get("ended_at", Instant.class));
    }

    private static Duration seconds(Readable row, String column) {
        return Duration.ofSeconds(Objects.requireNonNull(row.get(column, Long.class)));
    }
}
