package dev.mainnet.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#USAGE_EVENTS}. */
public sealed interface UsageEvent extends Event {

    /** What was used. */
    record Quantity(long requests) {}

    /**
     * A call was answered and is to be paid. The cost was fixed when the call was accepted and is final.
     *
     * @param usageId identifies the call; debited once however often it arrives
     * @param kind prediction or text
     * @param accountId who pays
     * @param keyId the API key it came through; null for a session
     * @param ownerId who earns
     * @param costMicro micro-credits, never negative
     */
    record UsageRecorded(
            UUID usageId,
            String kind,
            UUID accountId,
            @Nullable UUID keyId,
            UUID deploymentId,
            UUID modelId,
            UUID ownerId,
            long costMicro,
            Quantity quantity,
            Instant occurredAt)
            implements UsageEvent {

        @Override
        public String key() {
            return accountId.toString();
        }
    }
}
