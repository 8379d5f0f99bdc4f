package dev.mainnet.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#BILLING_EVENTS}: what became of jobs' reservations, and what account holders should know. */
public sealed interface BillingEvent extends Event {

    /** The account whose credits it is about; of a job's reservation the one that pays. */
    UUID accountId();

    @Override
    default String key() {
        return accountId().toString();
    }

    /** What became of a job's reservation. */
    sealed interface ReservationEvent extends BillingEvent {
        UUID jobId();
    }

    /**
     * What an account has available has fallen below the bound under which its holder is told. Sent once for each fall.
     *
     * @param availableMicro micro-credits; may be below zero
     * @param belowMicro the bound
     */
    record BalanceLow(UUID accountId, long availableMicro, long belowMicro) implements BillingEvent {}

    /** The credits for a job are set aside; it may start. */
    record CreditsReserved(UUID jobId, UUID accountId, long amountMicro) implements ReservationEvent {}

    /**
     * The credits for a job could not be set aside; it never starts.
     *
     * @param reason insufficient_credits
     */
    record ReservationRejected(UUID jobId, UUID accountId, long amountMicro, String reason)
            implements ReservationEvent {}

    /**
     * The job was paid; what it did not need is available again.
     *
     * @param keyId the API key it was submitted through; null for a session
     */
    record ReservationPosted(
            UUID jobId,
            UUID accountId,
            long chargedMicro,
            long releasedMicro,
            @Nullable UUID keyId) implements ReservationEvent {

        public ReservationPosted(UUID jobId, UUID accountId, long chargedMicro, long releasedMicro) {
            this(jobId, accountId, chargedMicro, releasedMicro, null);
        }
    }

    /** The job costs nothing; all that was set aside is available again. */
    record ReservationVoided(UUID jobId, UUID accountId, long releasedMicro) implements ReservationEvent {}
}
