package dev.mainnet.runner.metadata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.onnx.ModelSignature;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.TensorSpec;
import dev.mainnet.runner.generation.TextModel;
import dev.mainnet.runner.gguf.GgufModel;
import dev.mainnet.runner.inference.RunQueue;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.loading.OpenModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A model's metadata and readiness. */
@RestController
class ModelController {
    private static final String ONNX = "onnxruntime_onnx";
    private static final String GGUF = "gguf";

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
        return queue.submit(name, _ -> {
            try (Lease lease = models.lease(name)) {
                return Metadata.of(name, lease.model());
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

    /**
     * The last four are of text models only, and additions to the protocol.
     *
     * @param contextLength the most tokens that prompt and answer may have together here
     * @param parameterCount the weights
     * @param chatTemplate whether the file tells how messages become a prompt
     */
    record Metadata(
            String name,
            List<String> versions,
            String platform,
            List<TensorMetadata> inputs,
            List<TensorMetadata> outputs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String architecture,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("context_length") @Nullable Integer contextLength,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("parameter_count") @Nullable Long parameterCount,

            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("chat_template") @Nullable Boolean chatTemplate) {
        static Metadata of(ModelName name, OpenModel model) {
            return switch (model) {
                case OpenModel.Tensors(OnnxModel onnx) -> of(name, onnx.signature());
                case OpenModel.Text(TextModel text) -> of(name, text);
            };
        }

        private static Metadata of(ModelName name, ModelSignature signature) {
            return new Metadata(
                    name.value(),
                    List.of(ModelName.VERSION),
                    ONNX,
                    signature.inputs().stream().map(TensorMetadata::of).toList(),
                    signature.outputs().stream().map(TensorMetadata::of).toList(),
                    null,
                    null,
                    null,
                    null);
        }

        private static Metadata of(ModelName name, TextModel text) {
            GgufModel file = text.description();
            return new Metadata(
                    name.value(),
                    List.of(ModelName.VERSION),
                    GGUF,
                    List.of(),
                    List.of(),
                    file.architecture(),
                    text.context(),
                    file.parameters(),
                    file.chatTemplate().isPresent());
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
