package dev.mainnet.contracts;

import java.util.UUID;

/** Events of {@value Topics#BILLING_EVENTS}: what became of a job's reservation. */
public sealed interface BillingEvent extends Event {

    UUID jobId();

    /** The account that pays for the job. */
    UUID accountId();

    @Override
    default String key() {
        return accountId().toString();
    }

    /** The credits for a job are set aside; it may start. */
    record CreditsReserved(UUID jobId, UUID accountId, long amountMicro) implements BillingEvent {}

    /**
     * The credits for a job could not be set aside; it never starts.
     *
     * @param reason insufficient_credits
     */
    record ReservationRejected(UUID jobId, UUID accountId, long amountMicro, String reason) implements BillingEvent {}

    /** The job was paid; what it did not need is available again. */
    record ReservationPosted(UUID jobId, UUID accountId, long chargedMicro, long releasedMicro)
            implements BillingEvent {}

    /** The job costs nothing; all that was set aside is available again. */
    record ReservationVoided(UUID jobId, UUID accountId, long releasedMicro) implements BillingEvent {}
}
