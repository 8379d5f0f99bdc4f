package dev.mainnet.billing.reservation;

import java.util.UUID;

/** A job event that contradicts its reservation. Nothing was changed; the inbox puts the event aside with this reason. */
final class RefusedSettlementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedSettlementException(UUID jobId, String reason) {
        super("Job " + jobId + ": " + reason);
    }
}
