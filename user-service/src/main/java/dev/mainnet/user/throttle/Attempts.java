package dev.mainnet.user.throttle;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Counters of attempts, by the hash of their subject. A change is to commit whatever becomes of the attempt. */
@Repository
public class Attempts {

    private static final int SWEEP = 10_000;

    /** Beyond this a doubled second exceeds every pause. */
    private static final int MOST_DOUBLINGS = 20;

    private final DatabaseClient database;
    private final Clock clock;

    Attempts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Counts an attempt before it is made, so that many at once cannot slip through.
     *
     * @return an error {@link ErrorCode#RATE_LIMIT_EXCEEDED} that says when the next one is allowed; it is then not counted
     */
    public Mono<Void> count(AttemptCounter counter) {
        Instant now = clock.instant();
        byte[] subject = hash(counter);
        return database.sql("""
                        INSERT INTO attempt (subject, made, window_ends_at) VALUES ($1, 1, $3)
                        ON CONFLICT (subject) DO UPDATE SET
                            made = CASE WHEN attempt.window_ends_at <= $2 THEN 1 ELSE attempt.made + 1 END,
                            window_ends_at =
                                CASE WHEN attempt.window_ends_at <= $2 THEN $3 ELSE attempt.window_ends_at END,
                            blocked_until =
                                CASE WHEN attempt.window_ends_at <= $2 OR attempt.made + 1 < $4 THEN NULL
                                     WHEN $5 = 0 THEN attempt.window_ends_at
                                     ELSE $2 + make_interval(secs =>
                                              least($5, power(2, least(attempt.made + 3 - $4, $6)))) END
                        WHERE attempt.window_ends_at <= $2 OR attempt.blocked_until IS NULL OR attempt.blocked_until <= $2
                        """)
                .bind(0, subject)
                .bind(1, now)
                .bind(2, now.plus(counter.window()))
                .bind(3, counter.free())
                .bind(4, (double) counter.longestPause().toSeconds())
                .bind(5, MOST_DOUBLINGS)
                .fetch()
                .rowsUpdated()
                .flatMap(counted -> counted == 1 ? Mono.empty() : refuse(subject, now));
    }

    /** Takes back an attempt that turned out to be none. */
    public Mono<Void> takeBack(AttemptCounter counter) {
        return database.sql("""
                        UPDATE attempt SET made = greatest(made - 1, 0), blocked_until = NULL WHERE subject = $1
                        """).bind(0, hash(counter)).then();
    }

    /** Forgets at most ten thousand counters whose window has ended. */
    Mono<Long> deleteEnded() {
        return database.sql("""
                        DELETE FROM attempt WHERE subject IN (
                            SELECT subject FROM attempt WHERE window_ends_at <= $1 ORDER BY window_ends_at LIMIT $2)
                        """).bind(0, clock.instant()).bind(1, SWEEP).fetch().rowsUpdated();
    }

    private Mono<Void> refuse(byte[] subject, Instant now) {
        return database.sql("SELECT blocked_until FROM attempt WHERE subject = $1 AND blocked_until > $2")
                .bind(0, subject)
                .bind(1, now)
                .map(row -> Objects.requireNonNull(row.get(0, Instant.class)))
                .one()
                // Taken back by another in the meantime: whoever asks again at once will be served.
                .defaultIfEmpty(now.plusSeconds(1))
                .flatMap(until -> Mono.error(new ApiException(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many attempts")
                        .withRetryAfter(Duration.between(now, until))));
    }

    private static byte[] hash(AttemptCounter counter) {
        return new Secret(counter.subject()).sha256();
    }
}
