package dev.mainnet.billing.payout;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Earnings that somebody wants paid out. They leave the account {@code earnings} when they are asked for, so that they cannot be asked
 * for twice.
 *
 * @param destination where to, in the words of who asks
 * @param transferReference by which the transfer is found outside; only of one that is paid
 * @param reason why it was rejected
 */
record Payout(
        UUID id,
        UUID userId,
        long amountMicro,
        String destination,
        State state,
        @Nullable String transferReference,
        @Nullable String reason,
        @Nullable UUID decidedBy,
        Instant createdAt,
        @Nullable Instant decidedAt) {

    /** Where a payout stands; all but the first are final. */
    enum State {
        /** Waits for an administrator. */
        REQUESTED,
        /** Transferred. */
        PAID,
        /** Refused by an administrator; the earnings are back. */
        REJECTED,
        /** Taken back by who asked for it; the earnings are back. */
        WITHDRAWN
    }

    static Payout request(UUID id, UUID userId, long amountMicro, String destination, Instant now) {
        return new Payout(id, userId, amountMicro, destination, State.REQUESTED, null, null, null, now, null);
    }

    Payout paid(String reference, UUID by, Instant now) {
        return decided(State.PAID, reference, null, by, now);
    }

    Payout rejected(String why, UUID by, Instant now) {
        return decided(State.REJECTED, null, why, by, now);
    }

    Payout withdrawn(Instant now) {
        return decided(State.WITHDRAWN, null, null, userId, now);
    }

    /** Refuses to decide twice. */
    Payout demandUndecided() {
        if (state != State.REQUESTED) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "The payout is " + state.name().toLowerCase(Locale.ROOT) + " already");
        }
        return this;
    }

    private Payout decided(State next, @Nullable String reference, @Nullable String why, UUID by, Instant now) {
        demandUndecided();
        return new Payout(id, userId, amountMicro, destination, next, reference, why, by, createdAt, now);
    }
}
