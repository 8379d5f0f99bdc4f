package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes a deployment off its address; calls accepted before are still answered and paid. */
@Component
class DeleteDeployment {

    private final Deployments deployments;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    DeleteDeployment(Deployments deployments, Outbox outbox, TransactionalOperator transaction) {
        this.deployments = deployments;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Deletes; an error {@code not_found} for another's deployment. */
    Mono<Void> delete(UUID ownerId, UUID id) {
        return deployments
                .findToChange(ownerId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")))
                .flatMap(deployment -> deployments.delete(id).then(outbox.append(deployment.deleted())))
                .as(transaction::transactional);
    }
}
