package dev.mainnet.billing.checkout;

import dev.mainnet.defaults.identity.Identity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Buying credits over HTTP. */
@RestController
class CheckoutController {

    private final StartCheckout startCheckout;

    CheckoutController(StartCheckout startCheckout) {
        this.startCheckout = startCheckout;
    }

    @PostMapping("/api/v1/billing/checkout")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CheckoutResponse> start(@AuthenticationPrincipal Identity me, @Valid @RequestBody CheckoutRequest request) {
        return startCheckout
                .start(me.accountId(), request.credits())
                .map(page -> new CheckoutResponse(page.sessionId(), page.url()));
    }

    /** How many credits to buy. */
    record CheckoutRequest(@NotNull(message = "is missing") Long credits) {}

    /** Where to pay. */
    record CheckoutResponse(String sessionId, String url) {}
}
