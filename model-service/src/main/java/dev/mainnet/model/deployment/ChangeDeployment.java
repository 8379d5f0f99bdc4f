package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes a deployment's terms; calls accepted before keep those they were accepted under. */
@Component
class ChangeDeployment {

    private final Sources sources;
    private final Deployments deployments;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    ChangeDeployment(Sources sources, Deployments deployments, Outbox outbox, TransactionalOperator transaction) {
        this.sources = sources;
        this.deployments = deployments;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** The deployment as it is now; an error {@code not_found} for another's deployment or model. */
    Mono<Deployment> change(UUID ownerId, UUID id, UnaryOperator<Terms> change) {
        return deployments
                .findToChange(ownerId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")))
                .flatMap(deployment -> change(deployment, change.apply(deployment.terms())))
                .delayUntil(deployments::update)
                .delayUntil(changed -> outbox.append(changed.changed()))
                .as(transaction::transactional)
                // Deleted since it was found.
                .onErrorMap(DataIntegrityViolationException.class, e -> ApiException.notFound("Model"));
    }

    private Mono<Deployment> change(Deployment deployment, Terms terms) {
        return sources.kindOf(deployment.ownerId(), terms)
                .map(kind -> deployment.change(terms, kind, Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }
}
