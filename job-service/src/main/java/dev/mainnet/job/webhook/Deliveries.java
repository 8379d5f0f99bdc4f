package dev.mainnet.job.webhook;

import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.job.webhook.Delivery.Last;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What webhooks were told or are to be told. */
@Repository
class Deliveries {

    private static final int SWEEP = 1_000;

    private final DatabaseClient database;
    private final WebhookSettings settings;

    Deliveries(DatabaseClient database, WebhookSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * A message to one webhook.
     *
     * @param id of the delivery
     */
    record Message(UUID id, UUID webhookId, UUID messageId, String event, String payload) {}

    /** Adds a delivery that is due at once; where too many wait already it is one that has failed. Nothing twice under one id. */
    Mono<Void> add(Message message) {
        return database.sql("""
                        INSERT INTO webhook_delivery (id, webhook_id, message_id, event, payload, status, next_attempt_at, created_at,
                                                      error, ended_at)
                        SELECT $1, $2, $3, $4, $5, CASE WHEN room THEN 'pending' ELSE 'failed' END, CASE WHEN room THEN now() END, now(),
                               CASE WHEN room THEN NULL ELSE 'too many deliveries wait for this webhook' END,
                               CASE WHEN room THEN NULL ELSE now() END
                          FROM (SELECT count(*) < $6 AS room FROM (
                                SELECT FROM webhook_delivery WHERE webhook_id = $2 AND status = 'pending' LIMIT $6) waiting) counted
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, message.id())
                .bind(1, message.webhookId())
                .bind(2, message.messageId())
                .bind(3, message.event())
                .bind(4, message.payload())
                .bind(5, (long) settings.maxWaiting())
                .then();
    }

    Mono<Delivery> find(UUID webhookId, UUID id) {
        return database.sql("SELECT * FROM webhook_delivery WHERE webhook_id = $1 AND id = $2")
                .bind(0, webhookId)
                .bind(1, id)
                .map(DeliveryRow::read)
                .one();
    }

    /** One more than the limit, newest first. */
    Flux<Delivery> list(UUID webhookId, CursorRequest request) {
        return database.sql("""
                        SELECT * FROM webhook_delivery WHERE webhook_id = $1 AND ($2::uuid IS NULL OR id < $2)
                        ORDER BY id DESC LIMIT $3
                        """)
                .bind(0, webhookId)
                .bind(1, orNull(request.after(), UUID.class))
                .bind(2, request.limit() + 1)
                .map(DeliveryRow::read)
                .all();
    }

    /** It is over, one way or the other. */
    Mono<Void> end(UUID id, boolean delivered, Last last) {
        return conclude("""
                        UPDATE webhook_delivery
                           SET status = CASE WHEN $5 THEN 'delivered' ELSE 'failed' END, response_status = $2, error = $3,
                               duration_ms = $4, next_attempt_at = NULL, ended_at = now()
                         WHERE id = $1 AND status = 'pending'
                        """, id, last).bind(4, delivered).then();
    }

    Mono<Void> tryAgain(UUID id, Duration pause, Last last) {
        return conclude("""
                        UPDATE webhook_delivery
                           SET response_status = $2, error = $3, duration_ms = $4,
                               next_attempt_at = now() + make_interval(secs => $5)
                         WHERE id = $1 AND status = 'pending'
                        """, id, last).bind(4, pause.toMillis() / 1000.0).then();
    }

    /** Forgets some that ended so long ago. */
    Mono<Long> forgetEnded(Duration age) {
        return database.sql("""
                        DELETE FROM webhook_delivery WHERE id IN (
                            SELECT id FROM webhook_delivery
                             WHERE status <> 'pending' AND ended_at < now() - make_interval(secs => $1)
                             ORDER BY ended_at LIMIT $2)
                        """)
                .bind(0, (double) age.toSeconds())
                .bind(1, SWEEP)
                .fetch()
                .rowsUpdated();
    }

    private DatabaseClient.GenericExecuteSpec conclude(String sql, UUID id, Last last) {
        return database.sql(sql)
                .bind(0, id)
                .bind(1, orNull(last.responseStatus(), Integer.class))
                .bind(2, orNull(last.error(), String.class))
                .bind(3, orNull(last.took().map(Duration::toMillis), Long.class));
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }
}
