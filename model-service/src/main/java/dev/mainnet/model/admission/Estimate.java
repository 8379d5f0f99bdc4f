package dev.mainnet.model.admission;

import java.util.List;

/**
 * What a call will come to, as far as can be told before it starts.
 *
 * @param micro micro-credits
 * @param tokens of prompt and answer; 0 for a prediction
 * @param bounds the limits that the tokens count against
 */
public record Estimate(long micro, long tokens, List<TokenBound> bounds) {

    public Estimate {
        bounds = List.copyOf(bounds);
    }

    public static Estimate ofMicro(long micro) {
        return new Estimate(micro, 0, List.of());
    }
}
