package dev.mainnet.model.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says of a provider.
 *
 * @param name unique among the owner's, and not shaped like an id: deployments may name the provider by either
 * @param kind the name of a {@link ProviderKind}
 * @param baseUrl null: where the provider of that kind is
 */
public record ProviderTerms(
        String name,
        String kind,
        @Nullable URI baseUrl,
        @Nullable String region,
        Credentials credentials) {}
