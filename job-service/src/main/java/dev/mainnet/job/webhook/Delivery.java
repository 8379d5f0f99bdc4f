package dev.mainnet.job.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message to one webhook.
 *
 * @param messageId by which the receiver recognises a repetition
 * @param payload the body, as it is sent
 * @param attempts made so far
 * @param last what the last attempt came to
 */
record Delivery(
        UUID id,
        UUID webhookId,
        UUID messageId,
        String event,
        String payload,
        Status status,
        int attempts,
        Optional<Instant> nextAttemptAt,
        Last last,
        Instant createdAt,
        Optional<Instant> endedAt) {

    /** Where it stands. */
    enum Status {
        PENDING,
        DELIVERED,
        FAILED
    }

    /**
     * The last attempt.
     *
     * @param responseStatus nothing where there was no answer
     * @param error for the owner; nothing after a success
     */
    record Last(Optional<Integer> responseStatus, Optional<String> error, Optional<Duration> took) {}
}
