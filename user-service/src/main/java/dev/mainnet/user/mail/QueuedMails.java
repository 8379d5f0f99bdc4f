package dev.mainnet.user.mail;

import dev.mainnet.user.account.EmailAddress;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The mails of the queue as their sender sees them. */
@Repository
class QueuedMails {

    private static final int SWEEP = 1_000;
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    QueuedMails(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Takes the mails that are due for longest. No other instance takes them until the given instant, by which they are sent or come
     * back: so one that is killed with a mail in its hands loses none.
     */
    Flux<QueuedMail> claim(int most, Instant now, Instant until) {
        return database.sql("""
                        UPDATE mail SET attempts = attempts + 1, next_attempt_at = $3 WHERE id IN (
                            SELECT id FROM mail WHERE state = 'QUEUED' AND next_attempt_at <= $2
                            ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, recipient, template, template_values::text AS template_values, attempts, created_at
                        """)
                .bind(0, most)
                .bind(1, now)
                .bind(2, until)
                .map(this::mail)
                .all();
    }

    /** Ends a mail as SENT or FAILED, and erases what it would have shown. */
    Mono<Void> end(UUID id, String state, Instant now) {
        return database.sql("""
                        UPDATE mail SET state = $2, template_values = NULL, ended_at = $3 WHERE id = $1 AND state = 'QUEUED'
                        """).bind(0, id).bind(1, state).bind(2, now).then();
    }

    Mono<Void> tryAgain(UUID id, Instant at) {
        return database.sql("UPDATE mail SET next_attempt_at = $2 WHERE id = $1 AND state = 'QUEUED'")
                .bind(0, id)
                .bind(1, at)
                .then();
    }

    /** Forgets at most a thousand mails that ended before the instant. */
    Mono<Long> deleteEnded(Instant before) {
        return database.sql("""
                        DELETE FROM mail WHERE id IN (
                            SELECT id FROM mail WHERE state <> 'QUEUED' AND ended_at < $1 ORDER BY ended_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }

    private QueuedMail mail(Readable row) {
        return new QueuedMail(
                Objects.requireNonNull(row.get("id", UUID.class)),
                new EmailAddress(Objects.requireNonNull(row.get("recipient", String.class))),
                MailTemplate.valueOf(Objects.requireNonNull(row.get("template", String.class))),
                json.readValue(Objects.requireNonNull(row.get("template_values", String.class)), VALUES),
                Objects.requireNonNull(row.get("attempts", Integer.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)));
    }
}
