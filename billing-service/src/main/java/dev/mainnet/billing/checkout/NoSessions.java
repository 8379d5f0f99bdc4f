package dev.mainnet.billing.checkout;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import reactor.core.publisher.Mono;

/** Where neither a key of Stripe nor the local page is set. */
final class NoSessions implements CheckoutSessions {

    @Override
    public Mono<Void> ready() {
        return Mono.error(() -> new ApiException(ErrorCode.UNAVAILABLE, "Payments are not configured"));
    }

    @Override
    public Mono<CheckoutSession> open(Checkout checkout) {
        return ready().then(Mono.never());
    }
}
