package dev.mainnet.model.registry;

import dev.mainnet.contracts.ModelEvent;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.Kind;
import dev.mainnet.model.signature.Signature;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import dev.mainnet.model.tensor.TensorSpec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model that a runner has accepted. It never changes.
 *
 * @param file where its file lies in the object store
 * @param education how it was trained; nothing for one that was uploaded
 */
public record Model(
        UUID id,
        UUID ownerId,
        String name,
        @Nullable String description,
        Signature signature,
        File file,
        Instant createdAt,
        @Nullable Education education) {

    /**
     * A model's file.
     *
     * @param size in bytes
     * @param sha256 in lower-case hex
     */
    public record File(String objectKey, long size, String sha256) {}

    /** {@code classifier}, {@code predictor} or {@code text}; of a trained one its network. */
    public String modelType() {
        return education == null ? signature.modelType() : education.network();
    }

    public Kind kind() {
        return signature.kind();
    }

    /** What it computes; an ApiException for a model that writes text. */
    public TensorSignature tensors() {
        return switch (signature) {
            case TensorSignature tensors -> tensors;
            case TextSignature text ->
                throw ApiException.invalid(
                        "input", "is not what this model takes: it writes text, once it is deployed");
        };
    }

    ModelRegistered registered() {
        return switch (signature) {
            case TensorSignature tensors ->
                registered(specs(tensors.inputs()), specs(tensors.outputs()), tensors.labels());
            case TextSignature text -> registered(List.of(), List.of(), List.of());
        };
    }

    private ModelRegistered registered(
            List<ModelEvent.TensorSignature> inputs, List<ModelEvent.TensorSignature> outputs, List<String> labels) {
        return new ModelRegistered(
                id,
                ownerId,
                name,
                file.objectKey(),
                file.sha256(),
                file.size(),
                inputs,
                outputs,
                labels,
                createdAt,
                kind().text(),
                education == null || education.features().isEmpty() ? null : education.features());
    }

    private static List<ModelEvent.TensorSignature> specs(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> new ModelEvent.TensorSignature(
                        spec.name(), spec.datatype().name(), spec.shape()))
                .toList();
    }
}
