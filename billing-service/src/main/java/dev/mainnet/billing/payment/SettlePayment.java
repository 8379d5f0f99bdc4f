package dev.mainnet.billing.payment;

import dev.mainnet.billing.ledger.Ledger;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings the ledger to what it should show of a locked payment, and saves the payment. Runs in the caller's transaction. */
@Component
class SettlePayment {

    private final Payments payments;
    private final Ledger ledger;

    SettlePayment(Payments payments, Ledger ledger) {
        this.payments = payments;
        this.ledger = ledger;
    }

    Mono<Void> settle(StripeEvent event, Payment payment) {
        return payments.save(payment.settled()).then(Mono.defer(() -> post(event, payment)));
    }

    private Mono<Void> post(StripeEvent event, Payment payment) {
        return Mono.justOrEmpty(payment.buyerIfKnown()).flatMap(buyer -> {
            var entries = PaymentEntries.of(event, buyer.userId(), payment.shown(), payment.target());
            return entries.isEmpty()
                    ? Mono.empty()
                    : ledger.lock(Set.of(buyer.userId())).flatMap(locked -> ledger.post(locked, entries));
        });
    }
}
