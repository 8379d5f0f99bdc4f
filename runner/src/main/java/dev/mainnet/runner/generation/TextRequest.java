package dev.mainnet.runner.generation;

import dev.mainnet.runner.llama.Sampling;
import java.util.List;

/**
 * A text to be continued.
 *
 * @param prompt its tokens, at least one
 * @param maxTokens the most tokens wanted
 * @param stops texts before which the continuation ends
 */
public record TextRequest(int[] prompt, int maxTokens, List<String> stops, Sampling sampling) {}
