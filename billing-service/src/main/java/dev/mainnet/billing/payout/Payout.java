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
 * @param attemptId which try to transfer it is under way; only of one that is being paid
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
        @Nullable UUID attemptId,
        Instant createdAt,
        @Nullable Instant decidedAt) {

    /** Where a payout stands; all but the first two are final. */
    enum State {
        /** Waits for an administrator. */
        REQUESTED,
        /** Money may be moving: nobody takes it back or rejects it, but whoever pays it once more finishes what was begun. */
        PAYING,
        /** Transferred. */
        PAID,
        /** Refused by an administrator; the earnings are back. */
        REJECTED,
        /** Taken back by who asked for it; the earnings are back. */
        WITHDRAWN
    }

    static Payout request(UUID id, UUID userId, long amountMicro, String destination, Instant now) {
        return new Payout(id, userId, amountMicro, destination, State.REQUESTED, null, null, null, null, now, null);
    }

    /** Taken for paying, also from an attempt of which nobody knows how it ended. */
    Payout paying(UUID attempt) {
        if (state != State.REQUESTED && state != State.PAYING) {
            throw refusal();
        }
        return undecided(State.PAYING, attempt);
    }

    /** Given back by the attempt that could not transfer it; as it is when another has taken it meanwhile. */
    Payout notPaid(UUID attempt) {
        return attempt.equals(attemptId) ? undecided(State.REQUESTED, null) : this;
    }

    Payout paid(String reference, UUID by, Instant now) {
        if (state != State.PAYING) {
            throw refusal();
        }
        return decided(State.PAID, reference, null, by, now);
    }

    Payout rejected(String why, UUID by, Instant now) {
        return demandUndecided().decided(State.REJECTED, null, why, by, now);
    }

    Payout withdrawn(Instant now) {
        return demandUndecided().decided(State.WITHDRAWN, null, null, userId, now);
    }

    private Payout demandUndecided() {
        if (state != State.REQUESTED) {
            throw refusal();
        }
        return this;
    }

    private ApiException refusal() {
        return new ApiException(
                ErrorCode.CONFLICT,
                state == State.PAYING
                        ? "The payout is being paid"
                        : "The payout is " + state.name().toLowerCase(Locale.ROOT) + " already");
    }

    private Payout undecided(State next, @Nullable UUID attempt) {
        return new Payout(id, userId, amountMicro, destination, next, null, null, null, attempt, createdAt, null);
    }

    private Payout decided(State next, @Nullable String reference, @Nullable String why, UUID by, Instant now) {
        return new Payout(id, userId, amountMicro, destination, next, reference, why, by, null, createdAt, now);
    }
}
