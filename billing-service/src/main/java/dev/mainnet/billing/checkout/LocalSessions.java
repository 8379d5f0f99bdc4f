package dev.mainnet.billing.checkout;

import dev.mainnet.defaults.secret.Secret;
import reactor.core.publisher.Mono;

/** Sessions on a page of our own, which only plays the payment. Who knows the id may pay, so nobody can guess it. */
final class LocalSessions implements CheckoutSessions {

    private static final int ID_LENGTH = 40;

    private final String publicUrl;

    LocalSessions(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Mono<CheckoutSession> open(Checkout checkout) {
        return Mono.fromSupplier(() -> Secret.random("cs_test_", ID_LENGTH).text())
                .map(id -> new CheckoutSession(id, publicUrl + "/payment/checkout/" + id));
    }
}
