package dev.mainnet.billing.payment;

import dev.mainnet.billing.checkout.CheckoutState;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Applies an event of Stripe once, however often and in whichever order it is delivered. An event that cannot do what it was meant to
 * is kept with the reason for an operator, and acknowledged: a repetition would find nothing else.
 */
@Component
class ApplyStripeEvent {

    private final StripeEvents events;
    private final ApplySessionEvent session;
    private final ApplyChargeEvent charge;
    private final TransactionalOperator transaction;

    ApplyStripeEvent(
            StripeEvents events,
            ApplySessionEvent session,
            ApplyChargeEvent charge,
            TransactionalOperator transaction) {
        this.events = events;
        this.session = session;
        this.charge = charge;
        this.transaction = transaction;
    }

    Mono<Void> apply(StripeEvent event) {
        return events.insert(event)
                .filter(isNew -> isNew)
                .flatMap(isNew -> effect(event))
                .flatMap(problem -> events.setAside(event, problem))
                .as(transaction::transactional);
    }

    private Mono<String> effect(StripeEvent event) {
        return switch (event.type()) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> session.completed(event);
            case "checkout.session.async_payment_failed" -> session.ended(event, CheckoutState.FAILED);
            case "checkout.session.expired" -> session.ended(event, CheckoutState.EXPIRED);
            case "charge.refunded" -> charge.refunded(event);
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_withdrawn",
                    "charge.dispute.funds_reinstated" -> charge.disputed(event);
            default -> Mono.empty();
        };
    }
}
