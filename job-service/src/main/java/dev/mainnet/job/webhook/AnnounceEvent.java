package dev.mainnet.job.webhook;

import dev.mainnet.job.wakeup.WakeUps;
import dev.mainnet.outbox.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells the webhooks of an account of something that happens to what it owns. */
@Component
public class AnnounceEvent {

    /** The body that requirements/4-deep-learning.md documents. */
    record Body(String event, Instant timestamp, Object data) {}

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WakeUps wakeUps;
    private final JsonMapper json;

    AnnounceEvent(Webhooks webhooks, Deliveries deliveries, WakeUps wakeUps, JsonMapper json) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.wakeUps = wakeUps;
        this.json = json;
    }

    /**
     * Part of the transaction under way: told if it commits, and never otherwise.
     *
     * @param data what the receiver is told, in JSON; never a secret
     */
    public Mono<Void> announce(UUID accountId, WebhookEvent event, Instant at, Object data) {
        return webhooks.subscribed(accountId, event)
                .collectList()
                .filter(subscribed -> !subscribed.isEmpty())
                .flatMapIterable(subscribed -> subscribed)
                .concatMap(webhookId -> {
                    UUID id = Ids.next();
                    String body = json.writeValueAsString(new Body(event.text(), at, data));
                    return deliveries
                            .add(new Deliveries.Message(id, webhookId, id, event.text(), body))
                            .thenReturn(true);
                })
                .last(false)
                .filter(told -> told)
                .flatMap(told -> wakeUps.wake(WakeUps.Channel.WEBHOOK_DUE, ""));
    }
}
