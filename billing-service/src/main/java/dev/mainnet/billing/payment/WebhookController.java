package dev.mainnet.billing.payment;

import dev.mainnet.billing.stripe.WebhookSecrets;
import dev.mainnet.defaults.error.ApiException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Where Stripe delivers its events. Anybody may call it; only what Stripe signed is read. */
@RestController
class WebhookController {

    private static final int MOST_BYTES = 256 * 1024;

    private final WebhookSecrets secrets;
    private final ApplyStripeEvent applyStripeEvent;
    private final JsonMapper json;

    WebhookController(WebhookSecrets secrets, ApplyStripeEvent applyStripeEvent, JsonMapper json) {
        this.secrets = secrets;
        this.applyStripeEvent = applyStripeEvent;
        this.json = json;
    }

    @PostMapping("/api/v1/billing/stripe/webhook")
    Mono<WebhookResponse> receive(
            ServerHttpRequest request,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature) {
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(buffer -> {
                    String body = buffer.toString(StandardCharsets.UTF_8);
                    DataBufferUtils.release(buffer);
                    return body;
                })
                .defaultIfEmpty("")
                .map(body -> read(body, signature))
                .flatMap(applyStripeEvent::apply)
                .thenReturn(new WebhookResponse(true));
    }

    private StripeEvent read(String body, @Nullable String signature) {
        if (signature == null || !secrets.signed(body, signature)) {
            throw ApiException.invalid("Stripe-Signature", "is missing, not valid or too old");
        }
        return StripeEvent.read(json, body);
    }

    /** Stripe needs nothing but the status. */
    record WebhookResponse(boolean received) {}
}
