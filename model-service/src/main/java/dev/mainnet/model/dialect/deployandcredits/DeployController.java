package dev.mainnet.model.dialect.deployandcredits;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.call.CallHeaders;
import dev.mainnet.model.deployment.DeploymentSettings;
import dev.mainnet.model.foundation.DeployFoundationModel;
import dev.mainnet.model.foundation.FindFoundationModel;
import dev.mainnet.model.foundation.ListFoundationModels;
import dev.mainnet.model.text.GenerateText;
import dev.mainnet.model.text.TextCall;
import dev.mainnet.model.text.TextRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /api/deploy}: a model by its name, calls of it, and what can be had so. */
@RestController
class DeployController {

    private final DeployFoundationModel deployFoundationModel;
    private final ListFoundationModels listFoundationModels;
    private final FindFoundationModel findFoundationModel;
    private final GenerateText generateText;
    private final DeploymentSettings settings;

    DeployController(
            DeployFoundationModel deployFoundationModel,
            ListFoundationModels listFoundationModels,
            FindFoundationModel findFoundationModel,
            GenerateText generateText,
            DeploymentSettings settings) {
        this.deployFoundationModel = deployFoundationModel;
        this.listFoundationModels = listFoundationModels;
        this.findFoundationModel = findFoundationModel;
        this.generateText = generateText;
        this.settings = settings;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record DeployRequest(
            @JsonProperty("modelName") @Nullable String modelName) {}

    record DeployResponse(
            String message,
            @JsonProperty("apiKey") Secret apiKey,
            @JsonProperty("apiUrl") String apiUrl) {}

    @PostMapping({"/api/deploy", "/api/deploy/"})
    Mono<DeployResponse> deploy(@AuthenticationPrincipal Identity me, @RequestBody DeployRequest request) {
        String modelName = Objects.requireNonNullElse(request.modelName(), "");
        return deployFoundationModel
                .deploy(me, modelName)
                .map(deployed ->
                        new DeployResponse("Model deployed successfully", deployed.key(), apiUrl(me, deployed.name())));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record InvokeRequest(
            @Nullable String input,
            @JsonProperty("maxTokens") @Nullable Integer maxTokens,
            @Nullable Double temperature) {

        TextRequest toText() {
            if (input == null || input.isEmpty()) {
                throw ApiException.invalid("input", "is missing");
            }
            return TextRequest.of(input, maxTokens, temperature);
        }
    }

    record InvokeResponse(String output) {}

    /** Cost and balance are told by headers: the document has no place for them. */
    @PostMapping("/api/deploy/invoke/{userId}/{modelName}")
    Mono<InvokeResponse> invoke(
            @AuthenticationPrincipal Identity me,
            @PathVariable String userId,
            @PathVariable String modelName,
            @RequestBody InvokeRequest request,
            ServerHttpResponse response) {
        TextRequest text = request.toText();
        return findFoundationModel
                .find(me, userId, modelName)
                .flatMap(found -> generateText.generate(me, new TextCall(found.ownerUsername(), found.slug(), text)))
                .doOnNext(answer -> {
                    CallHeaders.setCost(response.getHeaders(), answer.costMicro(), answer.balanceMicro());
                    CallHeaders.setTokens(
                            response.getHeaders(),
                            answer.usage().inputTokens(),
                            answer.usage().outputTokens());
                })
                .map(answer -> new InvokeResponse(answer.text()));
    }

    @GetMapping("/api/deploy/options")
    Mono<ListFoundationModels.Options> options() {
        return listFoundationModels.list();
    }

    private String apiUrl(Identity me, String modelName) {
        return settings.publicUrl() + "/api/deploy/invoke/" + me.accountId() + "/" + modelName;
    }
}
