package dev.mainnet.billing.payment;

import dev.mainnet.billing.checkout.Checkout;
import dev.mainnet.billing.checkout.CheckoutState;
import dev.mainnet.billing.checkout.Checkouts;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What events about checkout sessions do. Each step answers what is wrong, and nothing when all is well. */
@Component
class ApplySessionEvent {

    private final Checkouts checkouts;
    private final Payments payments;
    private final SettlePayment settlePayment;

    ApplySessionEvent(Checkouts checkouts, Payments payments, SettlePayment settlePayment) {
        this.checkouts = checkouts;
        this.payments = payments;
        this.settlePayment = settlePayment;
    }

    /** Credits what was paid, if it is what was asked for. A session that ended without its money yet waits for it. */
    Mono<String> completed(StripeEvent event) {
        return event.text("payment_status").filter("paid"::equals).isPresent()
                ? withCheckout(event, checkout -> paid(event, checkout))
                : Mono.empty();
    }

    /** Nothing will be paid any more. */
    Mono<String> ended(StripeEvent event, CheckoutState state) {
        return withCheckout(
                event, checkout -> checkouts.saveState(checkout.reached(state)).then(Mono.empty()));
    }

    private Mono<String> paid(StripeEvent event, Checkout checkout) {
        String sessionId = event.text("id").orElse("");
        return payments.lock(event.text("payment_intent").orElse("checkout " + checkout.id()))
                .flatMap(payment -> payment.objectionTo(checkout)
                        .or(() -> secondPayment(checkout, payment))
                        .or(() -> checkout.objectionTo(
                                sessionId,
                                event.amount("amount_total").orElse(0L),
                                event.text("currency").orElse("")))
                        .map(objection -> checkouts
                                .saveState(checkout.rejected(objection))
                                .thenReturn(objection))
                        .orElseGet(() -> checkouts
                                .saveState(checkout.reached(CheckoutState.PAID))
                                .then(settlePayment.settle(event, payment.paid(checkout)))
                                .then(Mono.empty())));
    }

    private static Optional<String> secondPayment(Checkout checkout, Payment payment) {
        return checkout.state() == CheckoutState.PAID && payment.buyerIfKnown().isEmpty()
                ? Optional.of("the checkout was paid before by another payment")
                : Optional.empty();
    }

    private Mono<String> withCheckout(StripeEvent event, Function<Checkout, Mono<String>> step) {
        return locked(event)
                .map(step)
                .defaultIfEmpty(Mono.just("it is about no checkout of ours"))
                .flatMap(problem -> problem);
    }

    /** By what we told Stripe; where the session repeats only what is documented, by itself and its buyer. */
    private Mono<Checkout> locked(StripeEvent event) {
        Optional<String> ours = event.checkout();
        if (ours.isPresent()) {
            return Mono.justOrEmpty(ours.flatMap(StripeEvent::uuid)).flatMap(checkouts::lock);
        }
        Optional<String> userId = event.metadata("userId");
        Optional<UUID> buyer = userId.flatMap(StripeEvent::uuid);
        return Mono.justOrEmpty(event.text("id"))
                .filter(sessionId -> userId.isPresent() == buyer.isPresent())
                .flatMap(sessionId -> checkouts.lockInSession(
                        sessionId, buyer, event.amount("amount_total").orElse(0L)));
    }
}
