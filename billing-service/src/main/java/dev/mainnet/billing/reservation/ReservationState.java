package dev.mainnet.billing.reservation;

/** Where a reservation is. Only the first state can be left. */
enum ReservationState {
    /** The credits are set aside. */
    PENDING,
    /** The job was paid. */
    POSTED,
    /** The job came to nothing. */
    VOIDED,
    /** Nobody settled it in time. */
    EXPIRED,
    /** The credits were not there. */
    REJECTED
}
