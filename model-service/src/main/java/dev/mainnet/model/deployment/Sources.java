package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.provider.Providers;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.registry.Models;
import dev.mainnet.model.signature.Kind;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an owner's deployments may be made of: the owner's own models, and models of the owner's own providers. */
@Component
class Sources {

    private final Models models;
    private final Providers providers;

    Sources(Models models, Providers providers) {
        this.models = models;
        this.providers = providers;
    }

    /** The kind of what the terms run; errors {@code not_found} for another's source, {@code validation_error} for a fallback of another kind. */
    Mono<Kind> kindOf(UUID ownerId, Terms terms) {
        Mono<Kind> kind = kindOf(ownerId, terms.source());
        Source fallback = terms.fallback();
        if (fallback == null) {
            return kind;
        }
        return Mono.zip(kind, kindOf(ownerId, fallback)).map(both -> {
            if (both.getT1() != both.getT2()) {
                throw ApiException.invalid(
                        "fallback", "must be a " + both.getT1().text() + " model too");
            }
            return both.getT1();
        });
    }

    private Mono<Kind> kindOf(UUID ownerId, Source source) {
        return switch (source) {
            case Source.Hosted hosted ->
                models.find(ownerId, hosted.modelId())
                        .map(Model::kind)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")));
            case Source.Upstream upstream ->
                providers
                        .find(ownerId, upstream.providerId())
                        .map(provider -> Kind.TEXT)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Provider")));
        };
    }
}
