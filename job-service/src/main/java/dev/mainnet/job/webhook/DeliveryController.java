package dev.mainnet.job.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a webhook was told, newest first, and telling it again. */
@RestController
@RequestMapping({"/api/v1/webhooks/{webhookId}/deliveries", "/webhooks/{webhookId}/deliveries"})
class DeliveryController {

    /**
     * A delivery as the webhook's owner sees it.
     *
     * @param messageId the {@code webhook-id} that the receiver was shown; the same for a redelivery
     * @param payload the body, as it is sent
     * @param responseStatus of the last attempt; null where there was no answer
     * @param error why the last attempt failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryResponse(
            UUID id,
            UUID messageId,
            String event,
            String status,
            int attempts,
            @Nullable Integer responseStatus,
            @Nullable String error,
            @Nullable Long durationMs,
            @Nullable Instant nextAttemptAt,
            Instant createdAt,
            @Nullable Instant endedAt,
            @JsonRawValue String payload) {

        static DeliveryResponse of(Delivery delivery) {
            return new DeliveryResponse(
                    delivery.id(),
                    delivery.messageId(),
                    delivery.event(),
                    delivery.status().name().toLowerCase(Locale.ROOT),
                    delivery.attempts(),
                    delivery.last().responseStatus().orElse(null),
                    delivery.last().error().orElse(null),
                    delivery.last().took().map(Duration::toMillis).orElse(null),
                    delivery.nextAttemptAt().orElse(null),
                    delivery.createdAt(),
                    delivery.endedAt().orElse(null),
                    delivery.payload());
        }
    }

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final RedeliverMessage redeliverMessage;

    DeliveryController(Webhooks webhooks, Deliveries deliveries, RedeliverMessage redeliverMessage) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.redeliverMessage = redeliverMessage;
    }

    @GetMapping
    Mono<CursorPage<DeliveryResponse>> list(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID webhookId,
            @RequestParam MultiValueMap<String, String> query) {
        CursorRequest request = CursorRequest.of(query);
        return webhooks.find(me.accountId(), webhookId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Webhook")))
                .flatMap(webhook -> deliveries
                        .list(webhook.id(), request)
                        .map(DeliveryResponse::of)
                        .collectList())
                .map(rows -> CursorPage.of(rows, request, DeliveryResponse::id));
    }

    @PostMapping("/{id}/redeliver")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<DeliveryResponse> redeliver(
            @AuthenticationPrincipal Identity me, @PathVariable UUID webhookId, @PathVariable UUID id) {
        return redeliverMessage.redeliver(me.accountId(), webhookId, id).map(DeliveryResponse::of);
    }
}
