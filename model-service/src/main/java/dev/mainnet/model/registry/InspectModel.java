package dev.mainnet.model.registry;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.runner.ModelMetadata;
import dev.mainnet.model.runner.RunnerException;
import dev.mainnet.model.runner.Runners;
import dev.mainnet.model.signature.Signature;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out what a file takes and gives by having a runner load it: this service never opens a stranger's model itself. */
@Component
class InspectModel {

    private final Runners runners;
    private final ObjectStore objects;

    InspectModel(Runners runners, ObjectStore objects) {
        this.runners = runners;
        this.objects = objects;
    }

    /**
     * The signature of a stored file.
     *
     * @param labels the owner's names of the classes; empty leaves them to the file
     * @return an error {@code validation_error} on {@code file} or {@code labels} with the reason when it cannot be served
     */
    Mono<Signature> inspect(UUID modelId, String objectKey, List<String> labels) {
        return runners.onFirstReachable(
                        modelId,
                        runner -> runner.load(modelId, objects.get(objectKey)).then(runner.metadata(modelId)))
                .onErrorMap(RunnerException.Refused.class, e -> ApiException.invalid("file", e.reason()))
                .onErrorMap(
                        RunnerException.UnknownModel.class,
                        e -> new ApiException(
                                ErrorCode.UPSTREAM_ERROR, "The runner lost the model while it was inspected"))
                .map(found -> signature(found, labels));
    }

    private static Signature signature(ModelMetadata found, List<String> labels) {
        return switch (found) {
            case ModelMetadata.Tensors tensors -> signature(tensors, labels);
            case ModelMetadata.Text text -> signature(text, labels);
        };
    }

    private static Signature signature(ModelMetadata.Text found, List<String> labels) {
        if (!labels.isEmpty()) {
            throw ApiException.invalid("labels", "are for classifiers; this model writes text");
        }
        return new TextSignature(found.architecture(), found.contextLength(), found.parameters(), found.chat());
    }

    private static Signature signature(ModelMetadata.Tensors found, List<String> labels) {
        if (found.outputs().isEmpty()) {
            throw ApiException.invalid("file", "has no output, so it answers nothing");
        }
        TensorSignature signature = new TensorSignature(
                found.inputs(), found.outputs(), labels.isEmpty() ? found.labels() : labels, found.labels());
        if (!labels.isEmpty() && signature.classifier().isEmpty()) {
            throw ApiException.invalid(
                    "labels",
                    labels.size() + " labels, but no output of the model has as many scores: " + found.outputs());
        }
        return signature;
    }
}
