package dev.mainnet.model.provider;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps an owner's account with a provider. */
@Component
public class AddProvider {

    private final ProviderKinds kinds;
    private final Providers providers;
    private final ProviderSettings settings;

    AddProvider(ProviderKinds kinds, Providers providers, ProviderSettings settings) {
        this.kinds = kinds;
        this.providers = providers;
        this.settings = settings;
    }

    /**
     * The provider under that id; repeated with the same id, the one that is kept.
     *
     * @return errors {@code validation_error} for terms that the kind does not take, {@code conflict} for a name in use or when the owner
     *     has as many as an account may have
     */
    public Mono<Provider> add(UUID id, UUID ownerId, ProviderTerms terms) {
        return Mono.fromSupplier(() -> checked(id, ownerId, terms))
                .flatMap(provider -> providers
                        .insert(provider, settings.mostPerAccount())
                        .flatMap(isNew -> isNew ? Mono.just(provider) : kept(ownerId, id)))
                .onErrorMap(
                        DuplicateKeyException.class,
                        e -> new ApiException(ErrorCode.CONFLICT, "You already have a provider with this name")
                                .withDetail("name", "is in use"));
    }

    private Provider checked(UUID id, UUID ownerId, ProviderTerms terms) {
        kinds.named(terms.kind()).check(terms);
        return new Provider(id, ownerId, terms, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private Mono<Provider> kept(UUID ownerId, UUID id) {
        return providers
                .find(ownerId, id)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.CONFLICT, "An account has at most " + settings.mostPerAccount() + " providers")));
    }
}
