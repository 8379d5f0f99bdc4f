package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import java.util.UUID;

/** A call as it was told, with the hash of what was told: both the record and the journal entry keep it. */
record MeteredCall(UsageRecorded usage, InputHash input) {

    static MeteredCall of(UsageRecorded usage) {
        return new MeteredCall(usage, InputHash.of(usage));
    }

    UUID id() {
        return usage.usageId();
    }

    boolean isPaid() {
        return usage.costMicro() > 0;
    }
}
