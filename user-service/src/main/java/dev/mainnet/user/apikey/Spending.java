package dev.mainnet.user.apikey;

import java.time.Instant;
import java.util.UUID;

/**
 * What calls and jobs through one key cost.
 *
 * @param costMicro micro-credits
 * @param at the time of the last of them
 */
record Spending(UUID keyId, long costMicro, Instant at) {

    Spending plus(Spending other) {
        return new Spending(keyId, Math.addExact(costMicro, other.costMicro), at.isAfter(other.at) ? at : other.at);
    }
}
