package dev.mainnet.job.webhook;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

/** One's own webhooks. */
@RestController
@RequestMapping({"/api/v1/webhooks", "/webhooks"})
class WebhookController {

    private static final int MOST_EVENTS = 50;

    record CreateRequest(
            @NotBlank String url,
            @NotEmpty @Size(max = MOST_EVENTS) List<@NotNull String> events,
            @Nullable Secret secret) {}

    /** What is null stays as it is. */
    record ChangeRequest(
            @Nullable String url,
            @Nullable @Size(min = 1, max = MOST_EVENTS) List<@NotNull String> events,
            @Nullable Secret secret,
            @Nullable Boolean active) {}

    record WebhookList(long total, int page, int limit, List<WebhookResponse> webhooks) {}

    private final CreateWebhook createWebhook;
    private final ChangeWebhook changeWebhook;
    private final Webhooks webhooks;
    private final Egress egress;

    WebhookController(CreateWebhook createWebhook, ChangeWebhook changeWebhook, Webhooks webhooks, Egress egress) {
        this.createWebhook = createWebhook;
        this.changeWebhook = changeWebhook;
        this.webhooks = webhooks;
        this.egress = egress;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<WebhookResponse> create(@AuthenticationPrincipal Identity me, @Valid @RequestBody CreateRequest request) {
        return createWebhook
                .create(
                        me.accountId(),
                        egress.check("url", request.url()),
                        events(request.events()),
                        Optional.ofNullable(request.secret()).map(WebhookController::secret))
                .map(created -> WebhookResponse.withSecret(created.webhook(), created.secret()));
    }

    @GetMapping
    Mono<WebhookList> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, List.of("created_at"));
        return webhooks.list(me.accountId(), page)
                .map(WebhookResponse::of)
                .collectList()
                .zipWith(
                        webhooks.count(me.accountId()),
                        (found, total) -> new WebhookList(total, page.page(), page.limit(), found));
    }

    @GetMapping("/{id}")
    Mono<WebhookResponse> get(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return webhooks.find(me.accountId(), id)
                .map(WebhookResponse::of)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Webhook")));
    }

    @PatchMapping("/{id}")
    Mono<WebhookResponse> change(
            @AuthenticationPrincipal Identity me, @PathVariable UUID id, @Valid @RequestBody ChangeRequest request) {
        var change = new Webhook.Change(
                Optional.ofNullable(request.url()).map(url -> egress.check("url", url)),
                Optional.ofNullable(request.events()).map(WebhookController::events),
                Optional.ofNullable(request.secret()).map(WebhookController::secret),
                Optional.ofNullable(request.active()));
        return changeWebhook.change(me.accountId(), id, change).map(WebhookResponse::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return webhooks.delete(me.accountId(), id)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Webhook")))
                .then();
    }

    private static List<WebhookEvent> events(List<String> names) {
        return names.stream().distinct().map(WebhookController::event).toList();
    }

    private static WebhookEvent event(String name) {
        return WebhookEvent.named(name)
                .orElseThrow(() -> ApiException.invalid(
                        "events",
                        "must be some of "
                                + Arrays.stream(WebhookEvent.values())
                                        .map(WebhookEvent::text)
                                        .collect(Collectors.joining(", "))));
    }

    private static SigningSecret secret(Secret given) {
        return SigningSecret.parse(given.text())
                .orElseThrow(() -> ApiException.invalid("secret", "must be whsec_ and 24 to 64 bytes in Base64"));
    }
}
