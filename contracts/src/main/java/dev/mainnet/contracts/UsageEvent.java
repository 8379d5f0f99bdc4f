package dev.mainnet.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#USAGE_EVENTS}. */
public sealed interface UsageEvent extends Event {

    /**
     * What was used. What does not apply to the kind of call is null.
     *
     * @param inputTokens of the prompt
     * @param cachedInputTokens that part of the input tokens that the provider had read before
     * @param outputTokens of what was delivered
     * @param computeMillis how long the model ran, in milliseconds
     */
    record Quantity(
            long requests,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long computeMillis) {

        public Quantity(long requests) {
            this(requests, null, null, null, null);
        }
    }

    /**
     * A call was answered and is to be paid. The cost was fixed when the call was accepted and is final.
     *
     * @param usageId identifies the call; debited once however often it arrives
     * @param kind prediction or text
     * @param accountId who pays
     * @param keyId the API key it came through; null for a session
     * @param ownerId who earns
     * @param costMicro micro-credits, never negative
     * @param measured how the tokens of a text are known: reported by the provider, counted on their way, or estimated from the text's
     *     length; null for a prediction
     * @param ended why a text came to its end: stop, length, content_filter, client_gone, provider_failed, time_limit, instance_lost, …;
     *     null for a prediction
     */
    record UsageRecorded(
            UUID usageId,
            String kind,
            UUID accountId,
            @Nullable UUID keyId,
            UUID deploymentId,
            UUID modelId,
            UUID ownerId,
            long costMicro,
            Quantity quantity,
            Instant occurredAt,
            @Nullable String measured,
            @Nullable String ended)
            implements UsageEvent {

        public UsageRecorded(
                UUID usageId,
                String kind,
                UUID accountId,
                @Nullable UUID keyId,
                UUID deploymentId,
                UUID modelId,
                UUID ownerId,
                long costMicro,
                Quantity quantity,
                Instant occurredAt) {
            this(
                    usageId,
                    kind,
                    accountId,
                    keyId,
                    deploymentId,
                    modelId,
                    ownerId,
                    costMicro,
                    quantity,
                    occurredAt,
                    null,
                    null);
        }

        @Override
        public String key() {
            return accountId.toString();
        }
    }
}
