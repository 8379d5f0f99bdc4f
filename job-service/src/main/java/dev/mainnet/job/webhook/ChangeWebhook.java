package dev.mainnet.job.webhook;

import dev.mainnet.defaults.error.ApiException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes a webhook at its owner's word; what is told from then on is told as it is then. */
@Component
class ChangeWebhook {

    /** A receiver has so long to learn a new secret. */
    private static final Duration BOTH_SECRETS = Duration.ofDays(1);

    private final Webhooks webhooks;
    private final Receivers receivers;
    private final SecretSeal seal;
    private final TransactionalOperator transaction;

    ChangeWebhook(Webhooks webhooks, Receivers receivers, SecretSeal seal, TransactionalOperator transaction) {
        this.webhooks = webhooks;
        this.receivers = receivers;
        this.seal = seal;
        this.transaction = transaction;
    }

    /**
     * Changes it. What waits for a webhook that is disabled now is given up.
     *
     * @return an error 404 when the account has no such webhook
     */
    Mono<Webhook> change(UUID ownerId, UUID id, Webhook.Change change) {
        return webhooks.lock(ownerId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Webhook")))
                .delayUntil(before -> giveUpWaiting(before, before.changed(change)))
                .map(before -> before.changed(change))
                .delayUntil(webhooks::update)
                .delayUntil(after -> Mono.justOrEmpty(change.secret())
                        .flatMap(secret -> webhooks.replaceSecret(id, seal.seal(id, secret), BOTH_SECRETS)))
                .as(transaction::transactional);
    }

    private Mono<Void> giveUpWaiting(Webhook before, Webhook after) {
        return before.standing() instanceof Webhook.Active
                        && after.standing() instanceof Webhook.Disabled(Webhook.Reason reason)
                ? receivers.disable(before.id(), reason)
                : Mono.empty();
    }
}
