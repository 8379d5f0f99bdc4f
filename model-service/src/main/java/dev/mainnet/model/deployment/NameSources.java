package dev.mainnet.model.deployment;

import dev.mainnet.model.provider.FindProvider;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds what an owner's form names to answer a deployment's calls. */
@Component
class NameSources {

    private final FindProvider providers;

    NameSources(FindProvider providers) {
        this.providers = providers;
    }

    /** What a form names as source and fallback, as far as it names any; an error {@code not_found} for another's provider. */
    Mono<NamedSources> named(UUID ownerId, DeploymentForm form) {
        Mono<Optional<Source>> source = named(ownerId, form.source());
        return source.zipWith(named(ownerId, form.fallbackSource()))
                .map(both ->
                        new NamedSources(both.getT1().orElse(null), both.getT2().orElse(null), form.providerModel()));
    }

    private Mono<Optional<Source>> named(UUID ownerId, SourceForm form) {
        UUID modelId = form.modelId();
        String provider = form.provider();
        String providerModel = form.providerModel();
        if (modelId != null) {
            form.check();
            return Mono.just(Optional.of(new Source.Hosted(modelId)));
        }
        if (provider == null) {
            // A deployment's own model may be another one of the same provider; a fallback is always named whole.
            if (!form.isEmpty() && !form.prefix().isEmpty()) {
                form.check();
            }
            return Mono.just(Optional.empty());
        }
        form.check();
        return providers
                .find(ownerId, provider)
                .map(found -> Optional.of(new Source.Upstream(found.id(), String.valueOf(providerModel))));
    }
}
