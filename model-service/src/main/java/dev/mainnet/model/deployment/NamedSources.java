package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * The sources that a form names, found.
 *
 * @param providerModel what the form calls a provider's model; without a provider it is one of the provider that answers already
 */
record NamedSources(
        @Nullable Source source,
        @Nullable Source fallback,
        @Nullable String providerModel) {

    Source required() {
        if (source == null) {
            throw ApiException.invalid("model_id", "is missing");
        }
        return source;
    }

    /** The source of a deployment that had another one before. */
    Source sourceInPlaceOf(Source before) {
        if (source != null) {
            return source;
        }
        if (providerModel == null) {
            return before;
        }
        if (before instanceof Source.Upstream upstream) {
            return new Source.Upstream(upstream.providerId(), providerModel);
        }
        throw ApiException.invalid("provider", "is missing");
    }
}
