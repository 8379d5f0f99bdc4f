package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Puts one of the owner's models under an address. */
@Component
class DeployModel {

    private final Sources sources;
    private final Deployments deployments;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    DeployModel(Sources sources, Deployments deployments, Outbox outbox, TransactionalOperator transaction) {
        this.sources = sources;
        this.deployments = deployments;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** A deployment and the key made with it, which nobody can be shown again. */
    record Deployed(Deployment deployment, Secret key) {}

    /** The new deployment; errors {@code not_found} for another's model, {@code conflict} for a slug in use. */
    Mono<Deployed> deploy(Identity owner, String slug, Terms terms) {
        return OperationId.current()
                .doOnNext(id -> Deployment.check(slug, terms))
                .flatMap(id -> sources.kindOf(owner.accountId(), terms)
                        .map(kind -> Deployment.create(
                                id, owner, slug, kind, terms, Instant.now().truncatedTo(ChronoUnit.MICROS))))
                .flatMap(this::keep)
                .onErrorMap(
                        DuplicateKeyException.class,
                        e -> new ApiException(ErrorCode.CONFLICT, "You already have a deployment with this slug")
                                .withDetail("slug", "is in use"))
                // Deleted since it was found.
                .onErrorMap(DataIntegrityViolationException.class, e -> ApiException.notFound("Model"));
    }

    /** An attempt of the same operation whose answer was lost made a key that nobody knows: this one takes its place. */
    private Mono<Deployed> keep(Deployment deployment) {
        Secret key = Secret.apiKey();
        return deployments
                .insert(deployment)
                .flatMap(isNew -> isNew
                        ? outbox.append(deployment.changed()).thenReturn(deployment)
                        : deployments.find(deployment.ownerId(), deployment.id()))
                .delayUntil(kept -> outbox.append(kept.keyIssued(key, deployment.createdAt())))
                .map(kept -> new Deployed(kept, key))
                .as(transaction::transactional);
    }
}
