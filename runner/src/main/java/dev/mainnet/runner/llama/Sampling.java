package dev.mainnet.runner.llama;

import java.util.Map;

/**
 * How the next token is chosen.
 *
 * @param temperature 0 takes the likeliest always
 * @param topP only the likeliest tokens that have this share together are drawn from
 * @param seed the same seed draws the same
 * @param frequencyPenalty taken off a token for each time it came
 * @param presencePenalty taken off a token that came at all
 * @param bias added to tokens
 */
public record Sampling(
        float temperature,
        float topP,
        int seed,
        float frequencyPenalty,
        float presencePenalty,
        Map<Integer, Float> bias) {}
