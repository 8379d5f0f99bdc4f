package dev.mainnet.model.deployment;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Sees to it that there is a deployment under an address with those terms, however often and by how many instances it is asked. */
@Component
public class KeepDeployment {

    private final Sources sources;
    private final Deployments deployments;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    KeepDeployment(Sources sources, Deployments deployments, Outbox outbox, TransactionalOperator transaction) {
        this.sources = sources;
        this.deployments = deployments;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** The deployment as it is then; errors as for a new one. Nothing is told when nothing changes. */
    public Mono<Deployment> keep(Identity owner, String slug, Terms terms) {
        return deployments
                .findToChange(owner.accountId(), slug)
                .flatMap(found -> found.terms().equals(terms) ? Mono.just(found) : change(found, terms))
                .switchIfEmpty(Mono.defer(() -> create(owner, slug, terms)))
                .as(transaction::transactional);
    }

    private Mono<Deployment> change(Deployment found, Terms terms) {
        return sources.kindOf(found.ownerId(), terms)
                .map(kind -> found.change(terms, kind, now()))
                .delayUntil(deployments::update)
                .delayUntil(changed -> outbox.append(changed.changed()));
    }

    private Mono<Deployment> create(Identity owner, String slug, Terms terms) {
        UUID id = UUID.nameUUIDFromBytes((owner.accountId() + "/" + slug).getBytes(StandardCharsets.UTF_8));
        return sources.kindOf(owner.accountId(), terms)
                .map(kind -> Deployment.create(id, owner, slug, kind, terms, now()))
                .flatMap(made -> deployments
                        .insert(made)
                        .flatMap(isNew -> isNew
                                ? outbox.append(made.changed()).thenReturn(made)
                                : deployments.find(owner.accountId(), id)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
