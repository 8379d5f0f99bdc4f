package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What answers a deployment's calls. */
public sealed interface Source {

    /** Under which id usage is summed. */
    UUID modelId();

    /** Checks the provider's model; an ApiException names that field. */
    default void check(String field) {
        if (this instanceof Upstream upstream && !upstream.providerModel().matches(Upstream.MODEL)) {
            throw ApiException.invalid(
                    field, "must have 1 to 200 characters, none of them spaces or control characters");
        }
    }

    /** A model of the registry, run by a runner. */
    record Hosted(UUID modelId) implements Source {}

    /**
     * A model of somebody else's, called with the owner's stored credentials.
     *
     * @param providerModel as the provider names it
     */
    record Upstream(UUID providerId, String providerModel) implements Source {

        private static final String MODEL = "[^\\s\\p{Cntrl}]{1,200}";

        /** Made of both names, so that all deployments of one upstream model count as one. */
        @Override
        public UUID modelId() {
            return UUID.nameUUIDFromBytes((providerId + "/" + providerModel).getBytes(StandardCharsets.UTF_8));
        }
    }
}
