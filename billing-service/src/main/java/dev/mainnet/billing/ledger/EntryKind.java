package dev.mainnet.billing.ledger;

import java.util.Locale;

/** Why an entry was made. */
public enum EntryKind {
    /** Credits given by the platform. */
    GRANT,
    /** A call was paid. */
    USAGE,
    /** Credits were set aside for a job. */
    RESERVATION,
    /** A job was paid from its reservation, and the rest of that released. */
    SETTLEMENT,
    /** A job came to nothing and its reservation was released. */
    RELEASE,
    /** A reservation was released because nobody settled it in time. */
    EXPIRY,
    /** What was left of a grant was taken back at its end. */
    GRANT_EXPIRY,
    /** Earnings were set aside to be paid out. */
    PAYOUT_REQUEST,
    /** Earnings left the platform. */
    PAYOUT,
    /** Earnings that were set aside came back. */
    PAYOUT_RETURN,
    /** Credits were bought. */
    PURCHASE,
    /** A payment was given back, and its credits were taken back. */
    REFUND,
    /** A payment is disputed, and its credits were taken back. */
    DISPUTE,
    /** A dispute ended well, and its credits were given again. */
    DISPUTE_REVERSAL,
    /** An administrator corrected a balance. */
    ADJUSTMENT;

    /** The name as it is stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
