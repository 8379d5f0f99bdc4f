package dev.mainnet.model.deployment;

/**
 * What a call used.
 *
 * @param cachedInputTokens the part of the input tokens that the provider had read before
 * @param computeMillis how long the model worked
 */
public record Quantity(
        long requests, long inputTokens, long cachedInputTokens, long outputTokens, long computeMillis) {}
