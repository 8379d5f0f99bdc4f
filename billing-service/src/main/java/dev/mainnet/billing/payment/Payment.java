package dev.mainnet.billing.payment;

import dev.mainnet.billing.checkout.Checkout;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that Stripe told of a payment. Every part only grows towards its end, so the same events make the same payment in any order.
 *
 * @param id the payment intent's
 * @param buyer who paid for what; null while only a refund or dispute was told
 * @param refundedCents all refunds together
 * @param shown what of it the ledger shows
 */
record Payment(
        String id,
        @Nullable Buyer buyer,
        long paidCents,
        long refundedCents,
        Map<String, Dispute> disputes,
        Position shown) {

    /** Who paid for which checkout. */
    record Buyer(UUID checkoutId, UUID userId) {}

    Optional<Buyer> buyerIfKnown() {
        return Optional.ofNullable(buyer);
    }

    /** What speaks against taking it as the payment of that checkout. */
    Optional<String> objectionTo(Checkout checkout) {
        return buyerIfKnown()
                .filter(known -> !known.checkoutId().equals(checkout.id()))
                .map(known -> "the payment is of another checkout");
    }

    Payment paid(Checkout checkout) {
        return new Payment(
                id,
                new Buyer(checkout.id(), checkout.userId()),
                checkout.amountCents(),
                refundedCents,
                disputes,
                shown);
    }

    Payment refunded(long cumulativeCents) {
        return new Payment(id, buyer, paidCents, Math.max(refundedCents, cumulativeCents), disputes, shown);
    }

    Payment disputed(Dispute dispute) {
        Map<String, Dispute> more = new TreeMap<>(disputes);
        more.merge(dispute.id(), dispute, Dispute::and);
        return new Payment(id, buyer, paidCents, refundedCents, Map.copyOf(more), shown);
    }

    /** What the ledger should show: never less than nothing of a payment, refunds before disputes. */
    Position target() {
        long refund = Math.min(paidCents, refundedCents);
        long withdrawn =
                disputes.values().stream().mapToLong(Dispute::withdrawnCents).reduce(0, Math::addExact);
        return new Position(paidCents, refund, Math.min(paidCents - refund, withdrawn));
    }

    /** The same once the ledger shows what it should. */
    Payment settled() {
        return new Payment(id, buyer, paidCents, refundedCents, disputes, target());
    }
}
