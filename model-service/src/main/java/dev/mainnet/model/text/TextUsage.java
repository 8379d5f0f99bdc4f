package dev.mainnet.model.text;

import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.metering.Measured;

/**
 * The tokens of a text.
 *
 * @param cachedInputTokens the part of the input tokens that the provider had read before
 */
public record TextUsage(long inputTokens, long cachedInputTokens, long outputTokens, Measured measured) {

    public long totalTokens() {
        return inputTokens + outputTokens;
    }

    Quantity quantity() {
        return new Quantity(1, inputTokens, cachedInputTokens, outputTokens, 0);
    }
}
