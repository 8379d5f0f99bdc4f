package dev.mainnet.billing.payment;

/** A payer's complaint at the bank about a payment, or a part of it. */
record Dispute(String id, long amountCents, DisputeState state) {

    long withdrawnCents() {
        return state.withdraws() ? amountCents : 0;
    }

    /** Both together, whichever was told first. */
    Dispute and(Dispute other) {
        return new Dispute(
                id, Math.max(amountCents, other.amountCents), state.compareTo(other.state) >= 0 ? state : other.state);
    }
}
