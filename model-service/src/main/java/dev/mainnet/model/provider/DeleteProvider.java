package dev.mainnet.model.provider;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes a provider that nothing uses. */
@Component
class DeleteProvider {

    private final FindProvider findProvider;
    private final Providers providers;
    private final ProviderUses uses;

    DeleteProvider(FindProvider findProvider, Providers providers, ProviderUses uses) {
        this.findProvider = findProvider;
        this.providers = providers;
        this.uses = uses;
    }

    /** Deletes; an error {@code not_found} for another's provider, {@code conflict} for one in use. */
    Mono<Void> delete(UUID ownerId, String idOrName) {
        return findProvider
                .find(ownerId, idOrName)
                .flatMap(provider -> uses.usesOf(provider.id())
                        .filter(List::isEmpty)
                        .switchIfEmpty(inUse(provider.id()))
                        .flatMap(none -> providers.delete(provider.id()))
                        // Deployed since the question above: the foreign key knows.
                        .onErrorResume(
                                DataIntegrityViolationException.class,
                                e -> inUse(provider.id()).then()));
    }

    private <T> Mono<T> inUse(UUID id) {
        return uses.usesOf(id)
                .flatMap(found -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT,
                        "The provider is in use by " + String.join(", ", found) + "; delete these first")));
    }
}
