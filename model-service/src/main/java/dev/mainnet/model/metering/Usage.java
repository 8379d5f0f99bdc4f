package dev.mainnet.model.metering;

import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that is about to be answered.
 *
 * @param id the call's operation id: recorded once however often it is tried
 * @param accountId who pays
 * @param keyId the API key it came through; null for a session
 * @param keyMeterId under which it counts against that key's limit: another one in each period of the limit
 * @param ownerId who earns
 * @param costMicro micro-credits at the price of when the call was accepted; final
 */
public record Usage(
        UUID id,
        UUID accountId,
        @Nullable UUID keyId,
        @Nullable UUID keyMeterId,
        UUID deploymentId,
        UUID modelId,
        UUID ownerId,
        long costMicro,
        Instant occurredAt) {

    static final String KIND = "prediction";
    static final long REQUESTS = 1;

    UsageRecorded recorded() {
        return new UsageRecorded(
                id,
                KIND,
                accountId,
                keyId,
                deploymentId,
                modelId,
                ownerId,
                costMicro,
                new Quantity(REQUESTS),
                occurredAt);
    }
}
