package dev.mainnet.billing.checkout;

/** How far a checkout has come. What comes later outranks what comes before, in whichever order it is told. */
public enum CheckoutState {
    /** Nothing was paid yet. */
    OPEN,
    /** Nobody paid in time. */
    EXPIRED,
    /** The payment did not come through. */
    FAILED,
    /** Something was paid, but not what was asked for; nothing was credited, and an operator must look. */
    REJECTED,
    /** Paid and credited. */
    PAID
}
