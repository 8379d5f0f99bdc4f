package dev.mainnet.model.foundation;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.call.Lookups;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.NamedDeployments;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what an account has deployed by its name. */
@Component
public class FindFoundationModel {

    private final NamedDeployments named;
    private final Lookups lookups;

    FindFoundationModel(NamedDeployments named, Lookups lookups) {
        this.named = named;
        this.lookups = lookups;
    }

    /** The deployment; an error {@code not_found} for a name the account has not deployed, and for another's account id. */
    public Mono<Deployment> find(Identity caller, String accountId, String modelName) {
        return Mono.just(caller.accountId())
                .filter(id -> id.toString().equals(accountId))
                .flatMap(id -> lookups.queued(named.find(id, modelName)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")));
    }
}
