package dev.mainnet.outbox;

import dev.mainnet.contracts.Event;

/**
 * An event as a consumer receives it, for the first time.
 *
 * @param id its CloudEvents id, the same in every redelivery
 * @param json its data as it came
 */
public record ReceivedEvent(String id, Event event, byte[] json) {}
