package dev.mainnet.billing.dialect.deployandcredits;

import dev.mainnet.billing.checkout.StartCheckout;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/payment/buy}. */
@RestController
class PaymentController {

    private final StartCheckout startCheckout;

    PaymentController(StartCheckout startCheckout) {
        this.startCheckout = startCheckout;
    }

    @PostMapping("/api/payment/buy")
    Mono<BuyResponse> buy(@AuthenticationPrincipal Identity me, @RequestBody(required = false) Mono<JsonNode> body) {
        return body.map(request -> credits(request.path("creditsToBuy")))
                .switchIfEmpty(Mono.error(PaymentController::invalidQuantity))
                .flatMap(credits -> startCheckout.start(me.accountId(), credits))
                .onErrorMap(ServerWebInputException.class, malformed -> invalidQuantity())
                .onErrorMap(ApiException.class, PaymentController::inDialect)
                .map(page -> new BuyResponse(page.url()));
    }

    /** The document's numbers are those of JavaScript: 500 and 5e2 are the same. */
    private static long credits(JsonNode quantity) {
        double number = quantity.isNumber() ? quantity.asDouble(-1) : -1;
        if (number != Math.rint(number)) {
            throw invalidQuantity();
        }
        return (long) number;
    }

    /** The document knows one status for everything that goes wrong behind it. */
    private static ApiException inDialect(ApiException refusal) {
        return switch (refusal.code()) {
            case VALIDATION_ERROR -> invalidQuantity();
            case UPSTREAM_ERROR, UPSTREAM_TIMEOUT, UNAVAILABLE ->
                new ApiException(ErrorCode.INTERNAL_ERROR, refusal.text());
            default -> refusal;
        };
    }

    private static ApiException invalidQuantity() {
        return new ApiException(ErrorCode.VALIDATION_ERROR, "Invalid credit quantity");
    }

    /** Where to pay. */
    record BuyResponse(String url) {}
}
