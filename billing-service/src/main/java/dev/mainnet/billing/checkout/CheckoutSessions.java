package dev.mainnet.billing.checkout;

import reactor.core.publisher.Mono;

/** Whoever takes the payment. */
interface CheckoutSessions {

    /** Completes where payments can be taken; else an error that says why not. */
    default Mono<Void> ready() {
        return Mono.empty();
    }

    /** Opens the session of a checkout: the same one however often it is asked. */
    Mono<CheckoutSession> open(Checkout checkout);
}
