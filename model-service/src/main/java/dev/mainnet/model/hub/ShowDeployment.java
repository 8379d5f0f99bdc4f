package dev.mainnet.model.hub;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows a deployment to whoever may call it. */
@Component
class ShowDeployment {

    private final Listings listings;

    ShowDeployment(Listings listings) {
        this.listings = listings;
    }

    /**
     * The deployment; an error {@code not_found} where the viewer may not see it, exactly as where there is none.
     *
     * @param viewer null for somebody who is not signed in
     */
    Mono<Listing> show(@Nullable Identity viewer, String owner, String slug) {
        return listings.find(owner, slug)
                .filter(found -> found.deployment().isOpenTo(viewer))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")));
    }
}
