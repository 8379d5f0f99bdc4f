package dev.mainnet.billing.usage;

import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.Optional;
import java.util.UUID;

/**
 * A call as it was told.
 *
 * @param input the hash of the very text
 */
record MeteredCall(UsageRecorded usage, InputHash input) {

    /** Calls that one journal entry can pay for together: whose money goes where, and for what. */
    record Bill(UUID payerId, UUID ownerId, UUID deploymentId, String kind) {}

    /** Nothing where the event tells of something else. */
    static Optional<MeteredCall> of(ReceivedEvent told) {
        return told.event() instanceof UsageRecorded usage
                ? Optional.of(new MeteredCall(usage, InputHash.of(told.json())))
                : Optional.empty();
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
