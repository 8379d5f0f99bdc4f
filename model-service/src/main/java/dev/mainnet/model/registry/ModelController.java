package dev.mainnet.model.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import dev.mainnet.model.tensor.TensorSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One's own models. */
@RestController
@RequestMapping({"/api/v1/models", "/models"})
class ModelController {

    private static final List<String> SORTS = List.of("created_at", "name", "accuracy");

    private final ReceiveUpload receiveUpload;
    private final RegisterModel registerModel;
    private final DeleteModel deleteModel;
    private final Models models;

    ModelController(ReceiveUpload receiveUpload, RegisterModel registerModel, DeleteModel deleteModel, Models models) {
        this.receiveUpload = receiveUpload;
        this.registerModel = registerModel;
        this.deleteModel = deleteModel;
        this.models = models;
    }

    /**
     * What a model looks like from outside.
     *
     * @param size in bytes
     * @param accuracy like performance and training config, of models that were trained here
     * @param sizeMb in units of 1,000,000 bytes
     */
    record ModelResponse(
            UUID id,
            String name,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String description,

            String modelType,
            @Nullable List<TensorSpec> inputs,
            @Nullable List<TensorSpec> outputs,
            @Nullable List<String> labels,
            @Nullable Double accuracy,
            Architecture architecture,
            @Nullable Map<String, Double> performance,
            @Nullable Map<String, Object> trainingConfig,
            long size,
            BigDecimal sizeMb,
            String sha256,
            Instant createdAt) {

        static ModelResponse of(Model model) {
            Education education = model.education();
            TensorSignature tensors = model.signature() instanceof TensorSignature found ? found : null;
            return new ModelResponse(
                    model.id(),
                    model.name(),
                    model.description(),
                    model.modelType(),
                    tensors == null ? null : tensors.inputs(),
                    tensors == null ? null : tensors.outputs(),
                    tensors == null ? null : tensors.labels(),
                    education == null ? null : education.accuracy(),
                    Architecture.of(model),
                    education == null ? null : education.performance(),
                    education == null ? null : education.config(),
                    model.file().size(),
                    BigDecimal.valueOf(model.file().size(), 6).setScale(3, RoundingMode.HALF_UP),
                    model.file().sha256(),
                    model.createdAt());
        }
    }

    /**
     * The part of a model's architecture that its file and its training tell.
     *
     * @param inputShape of the first input, or of one example where the model was trained here; like the classes, of models that
     *     compute tensors
     * @param name like context length and chat, of models that write text
     * @param contextLength in tokens
     * @param parameters how many numbers it has learned, where that is known
     */
    record Architecture(
            @Nullable List<Long> inputShape,
            @Nullable Integer outputClasses,
            @Nullable String name,
            @Nullable Integer contextLength,
            @Nullable Long parameters,
            @Nullable Boolean chat) {

        static Architecture of(Model model) {
            Education education = model.education();
            return switch (model.signature()) {
                case TensorSignature tensors ->
                    new Architecture(
                            shapeOf(tensors, education),
                            tensors.labels().isEmpty() ? null : tensors.labels().size(),
                            null,
                            null,
                            education == null ? null : education.parameters(),
                            null);
                case TextSignature text ->
                    new Architecture(
                            null, null, text.architecture(), text.contextLength(), text.parameters(), text.chat());
            };
        }
    }

    private static List<Long> shapeOf(TensorSignature tensors, @Nullable Education education) {
        List<Long> trained = education == null ? null : education.exampleShape(tensors.inputs());
        if (trained != null) {
            return trained;
        }
        return tensors.inputs().isEmpty()
                ? List.of()
                : tensors.inputs().getFirst().shape();
    }

    record ModelPage(long total, int page, int limit, List<ModelResponse> models) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ModelResponse> upload(@AuthenticationPrincipal Identity me, @RequestBody Flux<PartEvent> parts) {
        return receiveUpload
                .receive(parts)
                .flatMap(upload ->
                        OperationId.current().flatMap(id -> registerModel.register(id, me.accountId(), upload)))
                .map(ModelResponse::of);
    }

    @GetMapping
    Mono<ModelPage> list(
            @AuthenticationPrincipal Identity me,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(name = "model_type", required = false) @Nullable String modelType) {
        PageRequest page = PageRequest.of(query, SORTS);
        return models.page(me.accountId(), modelType, page)
                .map(found -> new ModelPage(
                        found.total(),
                        page.page(),
                        page.limit(),
                        found.models().stream().map(ModelResponse::of).toList()));
    }

    @GetMapping("/{id}")
    Mono<ModelResponse> get(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return models.find(me.accountId(), ModelId.parse(id))
                .map(ModelResponse::of)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return deleteModel.delete(me.accountId(), ModelId.parse(id));
    }
}
