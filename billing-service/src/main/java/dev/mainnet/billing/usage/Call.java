package dev.mainnet.billing.usage;

import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A metered call as its payer sees it.
 *
 * @param id the usage id under which model-service answered it
 * @param keyId the API key it came with; null for one with an access token
 * @param requests how many predictions it held
 * @param inputTokens of a text; null for a prediction, as the next two
 * @param computeMillis how long the model ran; null where it was not measured
 * @param measured how the tokens are known: reported, counted or estimated
 * @param ended why the text came to its end
 * @param transactionId the transaction that paid for it, perhaps with others; null for a free call
 */
public record Call(
        UUID id,
        String kind,
        UUID deploymentId,
        UUID modelId,
        @Nullable UUID keyId,
        long requests,
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long computeMillis,
        @Nullable String measured,
        @Nullable String ended,
        Credits cost,
        @Nullable UUID transactionId,
        Instant occurredAt) {}
