package dev.mainnet.job.webhook;

import dev.mainnet.outbox.Ids;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The webhooks that something is to be delivered to, as those who deliver share them out: one webhook is served by one instance at a
 * time. Every time is the database's.
 */
@Repository
class Receivers {

    private final DatabaseClient database;
    private final UUID instance = Ids.next();

    Receivers(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Claims those for which something is due, first those that were not served for longest.
     *
     * @param slow whether those that failed or were late the last time are wanted, or the others
     * @param hold after which another instance may claim them, should this one die
     */
    Flux<Receiver> claim(boolean slow, int atMost, Duration hold) {
        return database.sql("""
                        UPDATE webhook SET claimed_by = $1, claimed_until = now() + make_interval(secs => $2)
                         WHERE id IN (
                            SELECT w.id FROM webhook w
                              JOIN LATERAL (SELECT min(next_attempt_at) AS at FROM webhook_delivery d
                                             WHERE d.webhook_id = w.id AND d.status = 'pending') due ON due.at <= now()
                             WHERE w.status = 'active' AND w.slow = $3
                               AND (w.claimed_until IS NULL OR w.claimed_until < now())
                             ORDER BY w.claimed_until NULLS FIRST LIMIT $4 FOR NO KEY UPDATE OF w SKIP LOCKED)
                        RETURNING id, url, secret, CASE WHEN former_until > now() THEN former_secret END AS former_secret
                        """)
                .bind(0, instance)
                .bind(1, (double) hold.toSeconds())
                .bind(2, slow)
                .bind(3, atMost)
                .map(WebhookRow::receiver)
                .all();
    }

    /** Takes the delivery to a claimed receiver that is due for longest. Should this instance die it is due again after the hold. */
    Mono<Delivery> next(UUID webhookId, Duration hold) {
        return database.sql("""
                        UPDATE webhook_delivery
                           SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $3)
                         WHERE id = (
                            SELECT d.id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
                             WHERE d.webhook_id = $1 AND d.status = 'pending' AND d.next_attempt_at <= now()
                               AND w.status = 'active' AND w.claimed_by = $2
                             ORDER BY d.next_attempt_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
                        RETURNING *
                        """)
                .bind(0, webhookId)
                .bind(1, instance)
                .bind(2, (double) hold.toSeconds())
                .map(DeliveryRow::read)
                .one();
    }

    /** Gives a claimed receiver back. */
    Mono<Void> release(UUID webhookId) {
        return database.sql("""
                        UPDATE webhook SET claimed_by = NULL, claimed_until = now() WHERE id = $1 AND claimed_by = $2
                        """).bind(0, webhookId).bind(1, instance).then();
    }

    /** The last attempt succeeded. */
    Mono<Void> succeeded(UUID webhookId, boolean late) {
        return database.sql("UPDATE webhook SET failing_since = NULL, slow = $2 WHERE id = $1")
                .bind(0, webhookId)
                .bind(1, late)
                .then();
    }

    /** The last attempt failed. Answers whether all have for that long. */
    Mono<Boolean> failed(UUID webhookId, Duration patience) {
        return database.sql("""
                        UPDATE webhook SET failing_since = coalesce(failing_since, now()), slow = true WHERE id = $1
                        RETURNING failing_since < now() - make_interval(secs => $2)
                        """)
                .bind(0, webhookId)
                .bind(1, (double) patience.toSeconds())
                .mapValue(Boolean.class)
                .one();
    }

    /** Ends it until its owner enables it again, and everything that waits for it. */
    Mono<Void> disable(UUID webhookId, Webhook.Reason reason) {
        return database.sql("""
                        WITH disabled AS (
                            UPDATE webhook SET status = 'disabled', disabled_reason = $2
                             WHERE id = $1 AND status = 'active' RETURNING id)
                        UPDATE webhook_delivery d
                           SET status = 'failed', error = coalesce(error, 'the webhook was disabled'), next_attempt_at = NULL,
                               ended_at = now()
                          FROM disabled WHERE d.webhook_id = disabled.id AND d.status = 'pending'
                        """)
                .bind(0, webhookId)
                .bind(1, WebhookRow.reason(new Webhook.Disabled(reason)).orElseThrow())
                .then();
    }
}
