package dev.mainnet.model.provider;

import dev.mainnet.defaults.error.ApiException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds one of an owner's providers by what the owner calls it. */
@Component
public class FindProvider {

    private final Providers providers;

    FindProvider(Providers providers) {
        this.providers = providers;
    }

    /** The provider of that id or name; an error {@code not_found} for another's as for none. */
    public Mono<Provider> find(UUID ownerId, String idOrName) {
        return Mono.defer(() -> lookUp(ownerId, idOrName))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Provider")));
    }

    private Mono<Provider> lookUp(UUID ownerId, String idOrName) {
        try {
            return providers.find(ownerId, UUID.fromString(idOrName));
        } catch (IllegalArgumentException e) {
            return providers.findByName(ownerId, idOrName);
        }
    }
}
