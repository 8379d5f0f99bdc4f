package dev.mainnet.model.deployment;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What answers a deployment's calls. */
public sealed interface Source {

    /** Under which id usage is summed. */
    UUID modelId();

    /** A model of the registry, run by a runner. */
    record Hosted(UUID modelId) implements Source {}

    /**
     * A model of somebody else's, called with the owner's stored credentials.
     *
     * @param providerModel as the provider names it
     */
    record Upstream(UUID providerId, String providerModel) implements Source {

        /** Made of both names, so that all deployments of one upstream model count as one. */
        @Override
        public UUID modelId() {
            return UUID.nameUUIDFromBytes((providerId + "/" + providerModel).getBytes(StandardCharsets.UTF_8));
        }
    }
}
