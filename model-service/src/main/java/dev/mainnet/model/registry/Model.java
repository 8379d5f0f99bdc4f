package dev.mainnet.model.registry;

import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.ModelEvent.TensorSignature;
import dev.mainnet.model.signature.Signature;
import dev.mainnet.model.tensor.TensorSpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model that a runner has accepted. It never changes.
 *
 * @param file where its file lies in the object store
 */
public record Model(
        UUID id,
        UUID ownerId,
        String name,
        @Nullable String description,
        Signature signature,
        File file,
        Instant createdAt) {

    /**
     * A model's file.
     *
     * @param size in bytes
     * @param sha256 in lower-case hex
     */
    public record File(String objectKey, long size, String sha256) {}

    ModelRegistered registered() {
        return new ModelRegistered(
                id,
                ownerId,
                name,
                file.objectKey(),
                file.sha256(),
                file.size(),
                tensors(signature.inputs()),
                tensors(signature.outputs()),
                signature.labels(),
                createdAt);
    }

    private static List<TensorSignature> tensors(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> new TensorSignature(spec.name(), spec.datatype().name(), spec.shape()))
                .toList();
    }
}
