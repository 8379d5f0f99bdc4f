package dev.mainnet.model.provider;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import reactor.core.publisher.Mono;

/** One's own providers; by id or name. */
@RestController
@RequestMapping("/api/v1/providers")
class ProviderController {

    private static final List<String> SORTS = List.of("created_at", "name");

    private final AddProvider addProvider;
    private final FindProvider findProvider;
    private final DeleteProvider deleteProvider;
    private final Providers providers;
    private final Egress egress;

    ProviderController(
            AddProvider addProvider,
            FindProvider findProvider,
            DeleteProvider deleteProvider,
            Providers providers,
            Egress egress) {
        this.addProvider = addProvider;
        this.findProvider = findProvider;
        this.deleteProvider = deleteProvider;
        this.providers = providers;
        this.egress = egress;
    }

    record ProviderPage(long total, int page, int limit, List<ProviderResponse> providers) {}

    /** What an owner sees: credentials go in and never out. */
    record ProviderResponse(
            UUID id,
            String name,
            String kind,
            @Nullable URI baseUrl,
            @Nullable String region,
            Instant createdAt) {

        static ProviderResponse of(Provider provider) {
            ProviderTerms terms = provider.terms();
            return new ProviderResponse(
                    provider.id(), terms.name(), terms.kind(), terms.baseUrl(), terms.region(), provider.createdAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ProviderResponse> add(@AuthenticationPrincipal Identity me, @RequestBody ProviderForm form) {
        ProviderTerms terms = form.toTerms(egress);
        return OperationId.current()
                .flatMap(id -> addProvider.add(id, me.accountId(), terms))
                .map(ProviderResponse::of);
    }

    @GetMapping
    Mono<ProviderPage> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, SORTS);
        return providers
                .page(me.accountId(), page)
                .map(found -> new ProviderPage(
                        found.total(),
                        page.page(),
                        page.limit(),
                        found.providers().stream().map(ProviderResponse::of).toList()));
    }

    @GetMapping("/{id}")
    Mono<ProviderResponse> get(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return findProvider.find(me.accountId(), id).map(ProviderResponse::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return deleteProvider.delete(me.accountId(), id);
    }
}
