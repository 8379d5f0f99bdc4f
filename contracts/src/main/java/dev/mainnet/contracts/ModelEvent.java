package dev.mainnet.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#MODEL_EVENTS}: together the catalogue of models and deployments as it stands. */
public sealed interface ModelEvent extends Event {

    /**
     * An input or output of a model.
     *
     * @param datatype as the Open Inference Protocol v2 names it: FP32, INT64, BYTES, …
     * @param shape a dimension of -1 takes any size
     */
    record TensorSignature(String name, String datatype, List<Long> shape) {}

    /**
     * A model was uploaded or trained, and its file lies in the object store.
     *
     * @param objectKey where in the object store the file lies
     * @param sha256 of the file, in lower-case hex
     * @param labels the names of a classifier's classes in the order of its scores; empty for other models
     * @param kind prediction, or text: then there are no tensors to tell of; null, as before there was text: prediction
     * @param features the columns of a table that the model was trained on, in the order in which it takes them; null for other models
     */
    record ModelRegistered(
            UUID modelId,
            UUID ownerId,
            String name,
            String objectKey,
            String sha256,
            long sizeBytes,
            List<TensorSignature> inputs,
            List<TensorSignature> outputs,
            List<String> labels,
            Instant registeredAt,
            @Nullable String kind,
            @Nullable List<String> features)
            implements ModelEvent {

        @Override
        public String key() {
            return modelId.toString();
        }
    }

    /**
     * A model that was trained cannot be registered: there never was a model of that id and never will be.
     *
     * @param reason for its owner
     */
    record ModelRefused(UUID modelId, UUID ownerId, String reason) implements ModelEvent {

        @Override
        public String key() {
            return modelId.toString();
        }
    }

    /** A model is gone; nothing can be started with it any more. */
    record ModelDeleted(UUID modelId) implements ModelEvent {

        @Override
        public String key() {
            return modelId.toString();
        }
    }

    /**
     * A deployment was made or changed: its whole state as callers meet it.
     *
     * @param visibility public, or private: then only the owner and {@code allowedUsers} may call it
     * @param allowedUsers usernames or account ids
     * @param pricePerRequestMicro micro-credits
     * @param modelId of a model of the platform, or made of the names of a provider and its model
     * @param requestsPerMinute for each caller; null leaves the platform's default
     * @param kind prediction or text; null, as before there was text: prediction
     * @param providerModel what a provider calls its model that answers; null for a model of the platform
     * @param pricePerSecondMicro micro-credits for each second the model works; null for none
     * @param priceMinimumMicro micro-credits a call costs at least; null for none
     */
    record DeploymentChanged(
            UUID deploymentId,
            UUID ownerId,
            String ownerUsername,
            String slug,
            UUID modelId,
            String visibility,
            List<String> allowedUsers,
            long pricePerRequestMicro,
            @Nullable Integer requestsPerMinute,
            Instant changedAt,
            @Nullable String kind,
            @Nullable String providerModel,
            @Nullable Long pricePerSecondMicro,
            @Nullable Long priceMinimumMicro)
            implements ModelEvent {

        @Override
        public String key() {
            return deploymentId.toString();
        }
    }

    /**
     * A key that calls one deployment was made together with it.
     *
     * @param ownerId whose key it is, and who pays for its calls
     * @param name what its owner finds it by
     * @param prefix the beginning of the key's text
     * @param sha256 SHA-256 of the whole text, in lower-case hex; the text itself is known to its holder alone
     */
    record DeploymentKeyIssued(
            UUID keyId, UUID deploymentId, UUID ownerId, String name, String prefix, String sha256, Instant issuedAt)
            implements ModelEvent {

        @Override
        public String key() {
            return keyId.toString();
        }
    }

    /** A deployment is gone and its address free. */
    record DeploymentDeleted(UUID deploymentId, String ownerUsername, String slug) implements ModelEvent {

        @Override
        public String key() {
            return deploymentId.toString();
        }
    }
}
