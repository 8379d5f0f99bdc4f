package dev.mainnet.job.webhook;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds an address that is to be told of events. */
@Component
class CreateWebhook {

    /** A webhook and its secret, which nobody is shown again. */
    record Created(Webhook webhook, SigningSecret secret) {}

    private final Webhooks webhooks;
    private final SecretSeal seal;
    private final WebhookSettings settings;

    CreateWebhook(Webhooks webhooks, SecretSeal seal, WebhookSettings settings) {
        this.webhooks = webhooks;
        this.seal = seal;
        this.settings = settings;
    }

    /**
     * Adds it. A repetition under one operation answers the first one with its secret.
     *
     * @param secret that its owner chose; nothing: a random one
     * @return an error 409 for one webhook too many
     */
    Mono<Created> create(UUID ownerId, URI url, List<WebhookEvent> events, Optional<SigningSecret> secret) {
        return webhooks.count(ownerId)
                .filter(count -> count < settings.maxPerAccount())
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "You have " + settings.maxPerAccount() + " webhooks; delete one first")))
                .then(OperationId.current())
                .flatMap(id -> add(
                        Webhook.created(id, ownerId, url, events, Instant.now().truncatedTo(ChronoUnit.MICROS)),
                        secret.orElseGet(SigningSecret::generate)));
    }

    private Mono<Created> add(Webhook webhook, SigningSecret secret) {
        return webhooks.add(webhook, seal.seal(webhook.id(), secret))
                .flatMap(added -> added ? Mono.just(new Created(webhook, secret)) : first(webhook));
    }

    private Mono<Created> first(Webhook repeated) {
        return webhooks.find(repeated.ownerId(), repeated.id())
                .zipWith(webhooks.secret(repeated.id()))
                .map(found -> new Created(found.getT1(), seal.open(repeated.id(), found.getT2())));
    }
}
