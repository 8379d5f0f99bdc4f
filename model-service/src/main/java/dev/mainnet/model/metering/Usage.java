package dev.mainnet.model.metering;

import dev.mainnet.contracts.UsageEvent;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.model.deployment.Quantity;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a call.
 *
 * @param attempt under which the call is open; null for one that is answered all at once
 */
public record Usage(
        MeteredCall call,
        Charge charge,
        Instant occurredAt,
        @Nullable UUID attempt) {

    /** Of a call that is about to be answered all at once. */
    public static Usage of(MeteredCall call, Charge charge, Instant occurredAt) {
        return new Usage(call, charge, occurredAt, null);
    }

    Usage ended(String reason) {
        return new Usage(call, charge.ended(reason), occurredAt, attempt);
    }

    UUID id() {
        return call.id();
    }

    long costMicro() {
        return charge.costMicro();
    }

    long tokens() {
        return charge.quantity().inputTokens() + charge.quantity().outputTokens();
    }

    UsageRecorded recorded() {
        return new UsageRecorded(
                call.id(),
                call.kind().text(),
                call.accountId(),
                call.keyId(),
                call.deploymentId(),
                call.modelId(),
                call.ownerId(),
                charge.costMicro(),
                told(charge.quantity()),
                occurredAt,
                Optional.ofNullable(charge.measured()).map(Measured::text).orElse(null),
                charge.ended());
    }

    private UsageEvent.Quantity told(Quantity used) {
        return switch (call.kind()) {
            case PREDICTION ->
                new UsageEvent.Quantity(used.requests(), null, null, null, positive(used.computeMillis()));
            case TEXT ->
                new UsageEvent.Quantity(
                        used.requests(),
                        used.inputTokens(),
                        positive(used.cachedInputTokens()),
                        used.outputTokens(),
                        positive(used.computeMillis()));
        };
    }

    private static @Nullable Long positive(long number) {
        return number > 0 ? number : null;
    }
}
