package dev.mainnet.billing.payment;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What events about refunds and disputes do. Each step answers what is wrong, and nothing when all is well. */
@Component
class ApplyChargeEvent {

    /** The only currency in which anything is sold. */
    private static final String CURRENCY = "usd";

    private final Payments payments;
    private final SettlePayment settlePayment;

    ApplyChargeEvent(Payments payments, SettlePayment settlePayment) {
        this.payments = payments;
        this.settlePayment = settlePayment;
    }

    /** Takes back what was refunded in all, below zero if it was spent. */
    Mono<String> refunded(StripeEvent event) {
        Optional<String> payment = event.text("payment_intent");
        Optional<Long> cents = event.amount("amount_refunded");
        if (payment.isEmpty() || cents.isEmpty() || isForeign(event)) {
            return Mono.just("it tells of no refund of a payment in " + CURRENCY);
        }
        return payments.lock(payment.get())
                .flatMap(locked -> settlePayment.settle(event, locked.refunded(cents.get())))
                .then(Mono.empty());
    }

    /** Takes back what is disputed, and gives it again when the dispute ends well. */
    Mono<String> disputed(StripeEvent event) {
        Optional<String> payment = event.text("payment_intent");
        Optional<String> id = event.text("id");
        Optional<Long> cents = event.amount("amount");
        if (payment.isEmpty() || id.isEmpty() || cents.isEmpty() || isForeign(event)) {
            return Mono.just("it tells of no dispute of a payment in " + CURRENCY);
        }
        DisputeState state = DisputeState.of(event.type(), event.text("status").orElse(""));
        return payments.lock(payment.get())
                .flatMap(locked ->
                        settlePayment.settle(event, locked.disputed(new Dispute(id.get(), cents.get(), state))))
                .then(Mono.empty());
    }

    private static boolean isForeign(StripeEvent event) {
        return event.text("currency")
                .filter(currency -> !currency.toLowerCase(Locale.ROOT).equals(CURRENCY))
                .isPresent();
    }
}
