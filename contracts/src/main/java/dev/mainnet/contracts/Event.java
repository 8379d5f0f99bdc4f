package dev.mainnet.contracts;

/**
 * Something that happened and that another service may rely on. The data of a CloudEvents 1.0 event; id, time and source are
 * added when it enters the outbox.
 */
public sealed interface Event
        permits UserEvent, ApiKeyEvent, ModelEvent, UsageEvent, BillingEvent, BalanceEvent, JobEvent {

    /** The account or aggregate within which the order of events matters; the key of the Kafka record. */
    String key();
}
