package dev.mainnet.billing.page;

import dev.mainnet.billing.checkout.Checkout;
import dev.mainnet.billing.stripe.WebhookSecrets;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a payment: sends the event that Stripe would send, signed as Stripe would sign it, to our own webhook. All that follows is
 * the same as for a real one.
 */
@Component
class PayLocally {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookSecrets secrets;
    private final JsonMapper json;
    private final WebClient http;

    PayLocally(WebhookSecrets secrets, JsonMapper json) {
        this.secrets = secrets;
        this.json = json;
        this.http = WebClient.create();
    }

    /** Pays the checkout; once more is the same event again, which changes nothing. */
    Mono<Void> pay(Checkout checkout, String sessionId, URI service) {
        return Mono.fromSupplier(() -> json.writeValueAsString(completed(checkout, sessionId)))
                .flatMap(event -> http.post()
                        .uri(service.resolve("/api/v1/billing/stripe/webhook"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Stripe-Signature", secrets.sign(event))
                        .bodyValue(event)
                        .retrieve()
                        .toBodilessEntity())
                .timeout(TIMEOUT)
                .onErrorMap(failure -> new ApiException(ErrorCode.UNAVAILABLE, "The test payment did not come through"))
                .then();
    }

    private static Map<String, Object> completed(Checkout checkout, String sessionId) {
        String suffix = sessionId.substring(sessionId.lastIndexOf('_') + 1);
        long now = Clock.systemUTC().instant().getEpochSecond();
        return Map.of(
                "id",
                "evt_test_" + suffix,
                "object",
                "event",
                "type",
                "checkout.session.completed",
                "created",
                now,
                "livemode",
                false,
                "pending_webhooks",
                1,
                "data",
                Map.of("object", session(checkout, sessionId, "pi_test_" + suffix)));
    }

    /** Sorted at last, because the same payment must always be the same text. */
    private static Map<String, Object> session(Checkout checkout, String sessionId, String paymentIntent) {
        return Map.ofEntries(
                Map.entry("id", sessionId),
                Map.entry("object", "checkout.session"),
                Map.entry("mode", "payment"),
                Map.entry("status", "complete"),
                Map.entry("payment_status", "paid"),
                Map.entry("payment_intent", paymentIntent),
                Map.entry("amount_total", checkout.amountCents()),
                Map.entry("currency", checkout.currency()),
                Map.entry("client_reference_id", checkout.id().toString()),
                Map.entry(
                        "metadata",
                        new TreeMap<>(Map.of(
                                "userId", checkout.userId().toString(),
                                "creditsToBuy", Long.toString(checkout.amountCents()),
                                "checkoutId", checkout.id().toString()))));
    }
}
