package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import java.util.UUID;

/** A call as it was told, with the hash of what was told. */
record MeteredCall(UsageRecorded usage, InputHash input) {

    /** Calls that one journal entry can pay for together: whose money goes where, and for what. */
    record Bill(UUID payerId, UUID ownerId, UUID deploymentId, String kind) {}

    static MeteredCall of(UsageRecorded usage) {
        return new MeteredCall(usage, InputHash.of(usage));
    }

    UUID id() {
        return usage.usageId();
    }

    boolean isPaid() {
        return usage.costMicro() > 0;
    }

    Bill bill() {
        return new Bill(usage.accountId(), usage.ownerId(), usage.deploymentId(), usage.kind());
    }
}
