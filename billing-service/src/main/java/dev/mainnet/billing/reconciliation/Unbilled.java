package dev.mainnet.billing.reconciliation;

import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were told and are not debited yet.
 *
 * @param oldest when the first of them was answered; null when there is none
 * @param more whether there are so many that not all were looked at
 */
public record Unbilled(long calls, Credits cost, @Nullable Instant oldest, boolean more) {

    static final Unbilled NOTHING = new Unbilled(0, Credits.ZERO, null, false);

    Unbilled plus(UsageRecorded call) {
        Instant first = oldest == null || call.occurredAt().isBefore(oldest) ? call.occurredAt() : oldest;
        return new Unbilled(calls + 1, Credits.ofMicro(Math.addExact(cost.micro(), call.costMicro())), first, more);
    }

    Unbilled andMore() {
        return new Unbilled(calls, cost, oldest, true);
    }
}
