package dev.mainnet.job.webhook;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.job.wakeup.WakeUps;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Delivers a message once more, as a delivery of its own under the message's id. */
@Component
class RedeliverMessage {

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WakeUps wakeUps;
    private final TransactionalOperator transaction;

    RedeliverMessage(Webhooks webhooks, Deliveries deliveries, WakeUps wakeUps, TransactionalOperator transaction) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.wakeUps = wakeUps;
        this.transaction = transaction;
    }

    /** @return an error of {@link ApiException}: 404, or 409 where the webhook is disabled or the message still on its way */
    Mono<Delivery> redeliver(UUID ownerId, UUID webhookId, UUID deliveryId) {
        return webhooks.lock(ownerId, webhookId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Webhook")))
                .filter(webhook -> webhook.standing() instanceof Webhook.Active)
                .switchIfEmpty(Mono.error(() -> conflict("The webhook is disabled; enable it first")))
                .then(deliveries.find(webhookId, deliveryId))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Delivery")))
                .filter(delivery -> delivery.status() != Delivery.Status.PENDING)
                .switchIfEmpty(Mono.error(() -> conflict("The delivery is still being tried")))
                .flatMap(this::again)
                .as(transaction::transactional);
    }

    private Mono<Delivery> again(Delivery before) {
        return OperationId.current()
                .flatMap(id -> deliveries
                        .add(new Deliveries.Message(
                                id, before.webhookId(), before.messageId(), before.event(), before.payload()))
                        .then(wakeUps.wake(WakeUps.Channel.WEBHOOK_DUE, ""))
                        .then(Mono.defer(() -> deliveries.find(before.webhookId(), id))));
    }

    private static ApiException conflict(String message) {
        return new ApiException(ErrorCode.CONFLICT, message);
    }
}
