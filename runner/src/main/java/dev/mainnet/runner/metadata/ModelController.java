package dev.mainnet.runner.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.onnx.ModelSignature;
import dev.mainnet.onnx.TensorSpec;
import dev.mainnet.runner.inference.RunQueue;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A model's metadata and readiness. */
@RestController
class ModelController {
    private static final String PLATFORM = "onnxruntime_onnx";

    private final LoadedModels models;
    private final RunQueue queue;

    ModelController(LoadedModels models, RunQueue queue) {
        this.models = models;
        this.queue = queue;
    }

    @GetMapping("/v2/models/{model}")
    Mono<Metadata> metadata(@PathVariable String model) {
        return metadata(new ModelName(model));
    }

    private Mono<Metadata> metadata(ModelName name) {
        requireKnown(name);
        return queue.submit(_ -> {
            try (Lease lease = models.lease(name)) {
                return Metadata.of(name, lease.model().signature());
            }
        });
    }

    @GetMapping("/v2/models/{model}/versions/{version}")
    Mono<Metadata> metadata(@PathVariable String model, @PathVariable String version) {
        return metadata(ModelName.versioned(model, version));
    }

    @GetMapping("/v2/models/{model}/ready")
    Readiness ready(@PathVariable String model) {
        return ready(new ModelName(model));
    }

    @GetMapping("/v2/models/{model}/versions/{version}/ready")
    Readiness ready(@PathVariable String model, @PathVariable String version) {
        return ready(ModelName.versioned(model, version));
    }

    private Readiness ready(ModelName name) {
        requireKnown(name);
        return new Readiness(name.value(), true);
    }

    private void requireKnown(ModelName name) {
        if (!models.knows(name)) {
            throw LoadedModels.unknown(name);
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
                    List.of(ModelName.VERSION),
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
