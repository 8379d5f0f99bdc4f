package dev.mainnet.model.dialect.deployandcredits;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.deployment.DeploymentSettings;
import dev.mainnet.model.foundation.DeployFoundationModel;
import dev.mainnet.model.foundation.ListFoundationModels;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** {@code /api/deploy}: a model by its name, and what can be had so. */
@RestController
class DeployController {

    private final DeployFoundationModel deployFoundationModel;
    private final ListFoundationModels listFoundationModels;
    private final DeploymentSettings settings;

    DeployController(
            DeployFoundationModel deployFoundationModel,
            ListFoundationModels listFoundationModels,
            DeploymentSettings settings) {
        this.deployFoundationModel = deployFoundationModel;
        this.listFoundationModels = listFoundationModels;
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
                .map(key -> new DeployResponse("Model deployed successfully", key, apiUrl(me, modelName)));
    }

    @GetMapping("/api/deploy/options")
    Mono<ListFoundationModels.Options> options() {
        return listFoundationModels.list();
    }

    private String apiUrl(Identity me, String modelName) {
        return settings.publicUrl() + "/api/deploy/invoke/" + me.accountId() + "/"
                + UriUtils.encodePathSegment(modelName, "UTF-8");
    }
}
