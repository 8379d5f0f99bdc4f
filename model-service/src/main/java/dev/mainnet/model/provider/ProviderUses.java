package dev.mainnet.model.provider;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Tells what stands in the way of deleting a provider; whoever builds on providers implements it. */
public interface ProviderUses {

    /** The names of what uses the provider now, for its owner to read; an empty list lets it go. */
    Mono<List<String>> usesOf(UUID providerId);
}
