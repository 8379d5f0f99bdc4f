package dev.mainnet.model.deployment;

import dev.mainnet.model.provider.ProviderUses;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A provider that deployments call, or fall back to, cannot be deleted. */
@Component
class DeployedProviders implements ProviderUses {

    private final Deployments deployments;

    DeployedProviders(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public Mono<List<String>> usesOf(UUID providerId) {
        return deployments.addressesOfProvider(providerId);
    }
}
