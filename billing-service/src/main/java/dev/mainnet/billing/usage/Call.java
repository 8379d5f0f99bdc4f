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
 * @param transactionId the transaction that paid for it, perhaps with others; null for a free call
 */
public record Call(
        UUID id,
        String kind,
        UUID deploymentId,
        UUID modelId,
        @Nullable UUID keyId,
        long requests,
        Credits cost,
        @Nullable UUID transactionId,
        Instant occurredAt) {}
