package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own deployments. */
@RestController
@RequestMapping("/api/v1/deployments")
class DeploymentController {

    private static final List<String> SORTS = List.of("created_at", "slug");

    private final DeployModel deployModel;
    private final ChangeDeployment changeDeployment;
    private final DeleteDeployment deleteDeployment;
    private final Deployments deployments;
    private final NameSources sources;
    private final DeploymentSettings settings;

    DeploymentController(
            DeployModel deployModel,
            ChangeDeployment changeDeployment,
            DeleteDeployment deleteDeployment,
            Deployments deployments,
            NameSources sources,
            DeploymentSettings settings) {
        this.deployModel = deployModel;
        this.changeDeployment = changeDeployment;
        this.deleteDeployment = deleteDeployment;
        this.deployments = deployments;
        this.sources = sources;
        this.settings = settings;
    }

    record DeploymentPage(long total, int page, int limit, List<DeploymentResponse> deployments) {}

    /** A model of the registry, or a provider's id and its model. */
    record SourceResponse(
            @Nullable UUID modelId,
            @Nullable UUID provider,
            @Nullable String providerModel) {

        static SourceResponse of(Source source) {
            return switch (source) {
                case Source.Hosted hosted -> new SourceResponse(hosted.modelId(), null, null);
                case Source.Upstream upstream ->
                    new SourceResponse(null, upstream.providerId(), upstream.providerModel());
            };
        }
    }

    /**
     * What an owner sees.
     *
     * @param apiKey a key for this deployment alone, in the one answer that makes it
     */
    record DeploymentResponse(
            UUID id,
            String owner,
            String slug,
            String status,
            String kind,
            @Nullable UUID modelId,
            @Nullable UUID provider,
            @Nullable String providerModel,
            @Nullable SourceResponse fallback,
            String visibility,
            List<String> allowedUsers,
            PriceList pricing,
            RateLimit rateLimit,
            Branding branding,
            String apiUrl,
            String openapiUrl,
            @Nullable Secret apiKey,
            Instant createdAt,
            Instant changedAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DeploymentResponse> deploy(@AuthenticationPrincipal Identity me, @RequestBody DeploymentForm form) {
        String slug = form.requiredSlug();
        return sources.named(me.accountId(), form)
                .flatMap(named -> deployModel.deploy(me, slug, form.toTerms(named)))
                .map(deployed -> response(deployed.deployment(), deployed.key()));
    }

    @GetMapping
    Mono<DeploymentPage> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, SORTS);
        return deployments
                .page(me.accountId(), page)
                .map(found -> new DeploymentPage(
                        found.total(),
                        page.page(),
                        page.limit(),
                        found.deployments().stream().map(this::response).toList()));
    }

    @GetMapping("/{id}")
    Mono<DeploymentResponse> get(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return deployments
                .find(me.accountId(), parse(id))
                .map(this::response)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")));
    }

    @PatchMapping("/{id}")
    Mono<DeploymentResponse> change(
            @AuthenticationPrincipal Identity me, @PathVariable String id, @RequestBody DeploymentForm form) {
        form.checkChange();
        UUID deploymentId = parse(id);
        return sources.named(me.accountId(), form)
                .flatMap(named ->
                        changeDeployment.change(me.accountId(), deploymentId, terms -> form.change(terms, named)))
                .map(this::response);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return deleteDeployment.delete(me.accountId(), parse(id));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApiException.notFound("Deployment");
        }
    }

    private DeploymentResponse response(Deployment deployment) {
        return response(deployment, null);
    }

    private DeploymentResponse response(Deployment deployment, @Nullable Secret key) {
        Terms terms = deployment.terms();
        SourceResponse source = SourceResponse.of(terms.source());
        Source fallback = terms.fallback();
        String apiUrl = settings.apiUrl(deployment);
        return new DeploymentResponse(
                deployment.id(),
                deployment.ownerUsername(),
                deployment.slug(),
                "live",
                deployment.kind().text(),
                source.modelId(),
                source.provider(),
                source.providerModel(),
                fallback == null ? null : SourceResponse.of(fallback),
                terms.visibility().text(),
                terms.allowedUsers(),
                PriceList.of(deployment),
                terms.rateLimit(),
                terms.branding(),
                apiUrl,
                apiUrl + "/openapi.json",
                key,
                deployment.createdAt(),
                deployment.changedAt());
    }
}
