package dev.mainnet.billing.payment;

/**
 * What the ledger shows, or should show, of a payment, in cents.
 *
 * @param purchase credited when it was paid
 * @param refund taken back because it was refunded
 * @param dispute taken back because it is disputed
 */
record Position(long purchase, long refund, long dispute) {

    static final Position NONE = new Position(0, 0, 0);
}
