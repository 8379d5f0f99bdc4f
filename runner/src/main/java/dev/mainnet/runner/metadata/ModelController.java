package dev.mainnet.runner.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.onnx.ModelSignature;
import dev.mainnet.onnx.TensorSpec;
import dev.mainnet.runner.inference.RunQueue;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A model's metadata and readiness. */
@RestController
class ModelController {
    private static final String VERSION = "1";
    private static final String PLATFORM = "onnxruntime_onnx";

    private final LoadedModels models;
    private final RunQueue queue;

    ModelController(LoadedModels models, RunQueue queue) {
        this.models = models;
        this.queue = queue;
    }

    @GetMapping("/v2/models/{model}")
    Mono<Metadata> metadata(@PathVariable String model) {
        ModelName name = known(model);
        return queue.submit(_ -> {
            try (Lease lease = models.lease(name)) {
                return Metadata.of(name, lease.model().signature());
            }
        });
    }

    @GetMapping("/v2/models/{model}/versions/{version}")
    Mono<Metadata> metadata(@PathVariable String model, @PathVariable String version) {
        requireVersion(model, version);
        return metadata(model);
    }

    @GetMapping("/v2/models/{model}/ready")
    Readiness ready(@PathVariable String model) {
        return new Readiness(known(model).value(), true);
    }

    @GetMapping("/v2/models/{model}/versions/{version}/ready")
    Readiness ready(@PathVariable String model, @PathVariable String version) {
        requireVersion(model, version);
        return ready(model);
    }

    private ModelName known(String model) {
        ModelName name = new ModelName(model);
        if (!models.knows(name)) {
            throw LoadedModels.unknown(name);
        }
        return name;
    }

    private static void requireVersion(String model, String version) {
        if (!version.equals(VERSION)) {
            throw Refusal.notFound("Model '" + model + "' has no version '" + version + "'");
        }
    }

    record Readiness(String name, boolean ready) {}

    record Metadata(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs) {
        static Metadata of(ModelName name, ModelSignature signature) {
            return new Metadata(
                    name.value(),
                    List.of(VERSION),
                    PLATFORM,
                    signature.inputs().stream().map(TensorMetadata::of).toList(),
                    signature.outputs().stream().map(TensorMetadata::of).toList());
        }
    }

    /** The parameters hold {@code labels}, the classes of the last dimension's columns, where the model tells them. */
    record TensorMetadata(
            String name,
            String datatype,
            List<Long> shape,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> parameters) {
        static TensorMetadata of(TensorSpec spec) {
            return new TensorMetadata(
                    spec.name(),
                    spec.datatype().name(),
                    spec.shape().dims(),
                    spec.labels().isEmpty() ? Map.of() : Map.of("labels", spec.labels()));
        }
    }
}
