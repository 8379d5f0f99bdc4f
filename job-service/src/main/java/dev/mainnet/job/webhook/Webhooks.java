package dev.mainnet.job.webhook;

import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All webhooks. What belongs to another is not found. */
@Repository
class Webhooks {

    private final DatabaseClient database;

    Webhooks(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a webhook and answers true, unless one of that id is there already. */
    Mono<Boolean> add(Webhook webhook, byte[] sealedSecret) {
        return database.sql("""
                        INSERT INTO webhook (id, owner_id, url, events, secret, status, created_at)
                        VALUES ($1, $2, $3, $4, $5, 'active', $6) ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, webhook.id())
                .bind(1, webhook.ownerId())
                .bind(2, webhook.url().toString())
                .bind(3, names(webhook))
                .bind(4, sealedSecret)
                .bind(5, webhook.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Webhook> find(UUID ownerId, UUID id) {
        return one("SELECT * FROM webhook WHERE owner_id = $1 AND id = $2", ownerId, id);
    }

    /** As {@link #find}; nobody else changes it until the transaction ends. */
    Mono<Webhook> lock(UUID ownerId, UUID id) {
        return one("SELECT * FROM webhook WHERE owner_id = $1 AND id = $2 FOR NO KEY UPDATE", ownerId, id);
    }

    /** The sealed secret that signs. */
    Mono<byte[]> secret(UUID id) {
        return database.sql("SELECT secret FROM webhook WHERE id = $1")
                .bind(0, id)
                .mapValue(byte[].class)
                .one();
    }

    /** Stores what an owner changed. */
    Mono<Void> update(Webhook webhook) {
        return database.sql("""
                        UPDATE webhook
                           SET url = $2, events = $3, status = $4, disabled_reason = $5, failing_since = $6,
                               slow = slow AND $6::timestamptz IS NOT NULL
                         WHERE id = $1
                        """)
                .bind(0, webhook.id())
                .bind(1, webhook.url().toString())
                .bind(2, names(webhook))
                .bind(3, WebhookRow.status(webhook.standing()))
                .bind(4, orNull(WebhookRow.reason(webhook.standing()), String.class))
                .bind(5, orNull(WebhookRow.failingSince(webhook.standing()), Instant.class))
                .then();
    }

    /** Another secret signs from now on; the one before signs beside it for a while. */
    Mono<Void> replaceSecret(UUID id, byte[] sealed, Duration both) {
        return database.sql("""
                        UPDATE webhook
                           SET former_secret = secret, former_until = now() + make_interval(secs => $3), secret = $2
                         WHERE id = $1
                        """)
                .bind(0, id)
                .bind(1, sealed)
                .bind(2, (double) both.toSeconds())
                .then();
    }

    Mono<Boolean> delete(UUID ownerId, UUID id) {
        return database.sql("DELETE FROM webhook WHERE owner_id = $1 AND id = $2")
                .bind(0, ownerId)
                .bind(1, id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    Mono<Long> count(UUID ownerId) {
        return database.sql("SELECT count(*) FROM webhook WHERE owner_id = $1")
                .bind(0, ownerId)
                .mapValue(Long.class)
                .one();
    }

    Flux<Webhook> list(UUID ownerId, PageRequest page) {
        String direction = page.ascending() ? "ASC" : "DESC";
        return database.sql("SELECT * FROM webhook WHERE owner_id = $1 ORDER BY created_at " + direction + ", id "
                        + direction + " LIMIT $2 OFFSET $3")
                .bind(0, ownerId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(WebhookRow::read)
                .all();
    }

    /** Those of an account that are told of the event; none of them is deleted until the transaction ends. */
    Flux<UUID> subscribed(UUID ownerId, WebhookEvent event) {
        return database.sql("""
                        SELECT id FROM webhook WHERE owner_id = $1 AND status = 'active' AND $2 = ANY(events)
                        ORDER BY id FOR KEY SHARE
                        """)
                .bind(0, ownerId)
                .bind(1, event.text())
                .mapValue(UUID.class)
                .all();
    }

    private Mono<Webhook> one(String sql, UUID ownerId, UUID id) {
        return database.sql(sql)
                .bind(0, ownerId)
                .bind(1, id)
                .map(WebhookRow::read)
                .one();
    }

    private static String[] names(Webhook webhook) {
        return webhook.events().stream().map(WebhookEvent::text).toArray(String[]::new);
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }
}
