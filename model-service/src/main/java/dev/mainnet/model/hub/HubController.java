package dev.mainnet.model.hub;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.DeploymentSettings;
import dev.mainnet.model.deployment.PriceList;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.reference.CallDescription;
import dev.mainnet.model.reference.OpenApiDocument;
import dev.mainnet.model.reference.Snippets;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.signature.Signature;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.signature.TextSignature;
import dev.mainnet.model.tensor.TensorSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The catalogue; needs no identity, and shows more to whom more is allowed. */
@RestController
class HubController {

    private final SearchHub searchHub;
    private final ShowDeployment showDeployment;
    private final DeploymentSettings settings;

    HubController(SearchHub searchHub, ShowDeployment showDeployment, DeploymentSettings settings) {
        this.searchHub = searchHub;
        this.showDeployment = showDeployment;
        this.settings = settings;
    }

    /** A deployment in a list. */
    record Entry(
            UUID id,
            String owner,
            String slug,
            String kind,
            String title,
            @Nullable String tagline,
            @Nullable String logoUrl,
            @Nullable String color,
            PriceList pricing,
            long calls,
            String apiUrl,
            Instant createdAt) {}

    record HubPage(long total, int page, int limit, List<Entry> deployments) {}

    /** JSON Schemas of what a caller gives (one row, where there are rows) and of what is answered for it. */
    record CallSchema(Map<String, Object> input, Map<String, Object> output) {}

    /**
     * All that a caller may want to know of a deployment.
     *
     * @param inputs like outputs and labels, of one that predicts
     * @param contextLength tokens, of one that writes text with a model of the platform
     */
    record Page(
            UUID id,
            String owner,
            String slug,
            String kind,
            String visibility,
            Branding branding,
            PriceList pricing,
            RateLimit rateLimit,
            @Nullable List<TensorSpec> inputs,
            @Nullable List<TensorSpec> outputs,
            @Nullable List<String> labels,
            @Nullable Integer contextLength,
            CallSchema schema,
            Snippets snippets,
            long calls,
            String apiUrl,
            String openapiUrl,
            Instant createdAt) {}

    @GetMapping("/api/v1/hub")
    Mono<HubPage> search(@RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, List.of("calls", "newest", "created_at"));
        return searchHub
                .search(query, page)
                .map(found -> new HubPage(
                        found.total(),
                        page.page(),
                        page.limit(),
                        found.listings().stream().map(this::entry).toList()));
    }

    @GetMapping("/api/v1/hub/{owner}/{slug}")
    Mono<Page> show(
            @AuthenticationPrincipal @Nullable Identity me, @PathVariable String owner, @PathVariable String slug) {
        return showDeployment.show(me, owner, slug).map(this::page);
    }

    @GetMapping("/api/v1/invoke/{owner}/{slug}/openapi.json")
    Mono<Map<String, Object>> openapi(
            @AuthenticationPrincipal @Nullable Identity me, @PathVariable String owner, @PathVariable String slug) {
        return showDeployment
                .show(me, owner, slug)
                .map(found -> OpenApiDocument.of(
                        found.deployment(), CallDescription.of(found.model()), settings.publicUrl()));
    }

    private Entry entry(Listing listing) {
        Deployment deployment = listing.deployment();
        Branding branding = deployment.terms().branding();
        return new Entry(
                deployment.id(),
                deployment.ownerUsername(),
                deployment.slug(),
                deployment.kind().text(),
                branding.title(),
                branding.tagline(),
                branding.logoUrl(),
                branding.color(),
                PriceList.of(deployment),
                listing.calls(),
                settings.apiUrl(deployment),
                deployment.createdAt());
    }

    private Page page(Listing listing) {
        Deployment deployment = listing.deployment();
        Signature signature = listing.model().map(Model::signature).orElse(null);
        TensorSignature tensors = signature instanceof TensorSignature found ? found : null;
        CallDescription call = CallDescription.of(listing.model());
        String apiUrl = settings.apiUrl(deployment);
        return new Page(
                deployment.id(),
                deployment.ownerUsername(),
                deployment.slug(),
                deployment.kind().text(),
                deployment.terms().visibility().text(),
                deployment.terms().branding(),
                PriceList.of(deployment),
                deployment.terms().rateLimit(),
                tensors == null ? null : tensors.inputs(),
                tensors == null ? null : tensors.outputs(),
                tensors == null ? null : tensors.labels(),
                signature instanceof TextSignature text ? text.contextLength() : null,
                new CallSchema(call.input(), call.output()),
                call.snippets().write(apiUrl, settings.publicUrl().toString(), deployment.address()),
                listing.calls(),
                apiUrl,
                apiUrl + "/openapi.json",
                deployment.createdAt());
    }
}
