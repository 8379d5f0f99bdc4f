package dev.mainnet.model.deployment;

import dev.mainnet.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes all deployments of an owner who is gone off their addresses, within the caller's transaction. */
@Component
public class EraseDeployments {

    private final Deployments deployments;
    private final NamedDeployments named;
    private final Outbox outbox;

    EraseDeployments(Deployments deployments, NamedDeployments named, Outbox outbox) {
        this.deployments = deployments;
        this.named = named;
        this.outbox = outbox;
    }

    public Mono<Void> erase(UUID ownerId) {
        return named.forget(ownerId)
                .then(Mono.defer(() -> deployments.deleteAllOf(ownerId)))
                .flatMap(deleted -> outbox.appendAll(
                        deleted.stream().map(Deployment::deleted).toList()));
    }
}
