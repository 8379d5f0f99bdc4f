package dev.mainnet.billing.reservation;

import static dev.mainnet.billing.reservation.ReservationState.EXPIRED;
import static dev.mainnet.billing.reservation.ReservationState.PENDING;
import static dev.mainnet.billing.reservation.ReservationState.POSTED;
import static dev.mainnet.billing.reservation.ReservationState.REJECTED;
import static dev.mainnet.billing.reservation.ReservationState.VOIDED;

import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The credits of one job. A step that repeats the one before answers the same reservation; a step that contradicts it is refused
 * with {@link RefusedSettlementException}.
 *
 * @param amountMicro the most the job can cost
 * @param chargedMicro what it did cost
 * @param submitted what the submission said; null when it was never heard of
 * @param settled what the event said that ended it; null before
 */
record Reservation(
        UUID jobId,
        UUID accountId,
        long amountMicro,
        ReservationState state,
        long chargedMicro,
        @Nullable InputHash submitted,
        @Nullable InputHash settled) {

    /** Sets the amount aside when that much is available. What costs nothing needs nothing. */
    static Reservation of(JobSubmitted job, long availableMicro) {
        if (job.amountMicro() < 0) {
            throw new RefusedSettlementException(job.jobId(), "a negative amount cannot be reserved");
        }
        boolean covered = job.amountMicro() == 0 || job.amountMicro() <= availableMicro;
        return new Reservation(
                job.jobId(),
                job.accountId(),
                job.amountMicro(),
                covered ? PENDING : REJECTED,
                0,
                InputHash.of(job),
                null);
    }

    /** A job that ended before it was heard of: whatever is still to come of it reserves nothing. */
    static Reservation neverMade(JobEvent end) {
        return new Reservation(end.jobId(), end.accountId(), 0, VOIDED, 0, null, InputHash.of(end));
    }

    /** The same job is submitted once more. */
    Reservation repeat(JobSubmitted job) {
        requirePayer(job);
        if (submitted != null && !submitted.equals(InputHash.of(job))) {
            throw new RefusedSettlementException(jobId, "it was submitted before in another way");
        }
        return this;
    }

    Reservation post(JobSucceeded job) {
        requirePayer(job);
        InputHash input = InputHash.of(job);
        if (state == POSTED && input.equals(settled)) {
            return this;
        }
        if (state != PENDING) {
            throw new RefusedSettlementException(jobId, "a reservation that is " + state + " cannot be posted");
        }
        long charge = Math.addExact(job.modelFeeMicro(), job.computeFeeMicro());
        if (job.modelFeeMicro() < 0 || job.computeFeeMicro() < 0 || charge > amountMicro) {
            throw new RefusedSettlementException(jobId, charge + " of " + amountMicro + " reserved cannot be captured");
        }
        return ended(POSTED, charge, input);
    }

    Reservation release(JobEvent end) {
        requirePayer(end);
        return switch (state) {
            case PENDING -> ended(VOIDED, 0, InputHash.of(end));
            case VOIDED, EXPIRED, REJECTED -> this;
            case POSTED -> throw new RefusedSettlementException(jobId, "it was paid and cannot be released");
        };
    }

    Reservation expire() {
        return state == PENDING ? ended(EXPIRED, 0, null) : this;
    }

    long releasedMicro() {
        return amountMicro - chargedMicro;
    }

    private Reservation ended(ReservationState end, long charge, @Nullable InputHash input) {
        return new Reservation(jobId, accountId, amountMicro, end, charge, submitted, input);
    }

    private void requirePayer(JobEvent event) {
        if (!accountId.equals(event.accountId())) {
            throw new RefusedSettlementException(jobId, "another account cannot pay for it");
        }
    }
}
