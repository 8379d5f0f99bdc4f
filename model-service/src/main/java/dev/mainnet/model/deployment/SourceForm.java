package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What answers, as a client names it: a model of the registry, or a provider (by id or name) and what it calls its model.
 *
 * @param prefix of the names of the fields in errors
 */
record SourceForm(
        String prefix,
        @Nullable UUID modelId,
        @Nullable String provider,
        @Nullable String providerModel) {

    boolean isEmpty() {
        return modelId == null && provider == null && providerModel == null;
    }

    /** Checks that one source is named; an ApiException names the field. */
    void check() {
        if (modelId != null && (provider != null || providerModel != null)) {
            throw invalid("provider", "cannot be given together with " + prefix + "model_id");
        }
        if (modelId == null && provider == null) {
            throw providerModel == null
                    ? invalid("model_id", "is missing: give model_id, or provider and provider_model")
                    : invalid("provider", "is missing");
        }
        if (provider != null && providerModel == null) {
            throw invalid("provider_model", "is missing");
        }
    }

    private ApiException invalid(String field, String message) {
        return ApiException.invalid(prefix + field, message);
    }
}
