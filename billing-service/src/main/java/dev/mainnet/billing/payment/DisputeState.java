package dev.mainnet.billing.payment;

/** How far a dispute has come. What comes later outranks what comes before, in whichever order it is told. */
enum DisputeState {
    /** The bank only asks; no money has moved. */
    INQUIRY,
    /** The money was taken until it is decided. */
    WITHDRAWN,
    /** Decided for the payer. */
    LOST,
    /** Decided for us, or the money came back. */
    RETURNED;

    /** What an event says of the state. */
    static DisputeState of(String type, String status) {
        return switch (type) {
            case "charge.dispute.funds_reinstated" -> RETURNED;
            case "charge.dispute.funds_withdrawn" -> WITHDRAWN;
            default ->
                switch (status) {
                    case "won", "warning_closed", "charge_refunded" -> RETURNED;
                    case "lost" -> LOST;
                    case "warning_needs_response", "warning_under_review" -> INQUIRY;
                    default -> WITHDRAWN;
                };
        };
    }

    /** Whether the payment is taken back in this state. */
    boolean withdraws() {
        return this == WITHDRAWN || this == LOST;
    }
}
