package dev.mainnet.model.deployment;

import dev.mainnet.model.registry.ModelUses;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A deployed model cannot be deleted. */
@Component
class DeployedModels implements ModelUses {

    private final Deployments deployments;

    DeployedModels(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public Mono<List<String>> usesOf(UUID modelId) {
        return deployments.addressesOf(modelId);
    }
}
