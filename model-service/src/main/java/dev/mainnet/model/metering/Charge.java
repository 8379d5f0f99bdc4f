package dev.mainnet.model.metering;

import dev.mainnet.model.deployment.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, or has come to so far.
 *
 * @param costMicro micro-credits at the price of when the call was accepted
 * @param measured how its tokens are known; null for a prediction, and for a text of which nothing is delivered
 * @param ended why a text came to its end; null for a prediction, and for a text that goes on
 */
public record Charge(
        long costMicro,
        Quantity quantity,
        @Nullable Measured measured,
        @Nullable String ended) {

    /** What a text comes to of which nothing was delivered. */
    public static final Charge NOTHING = new Charge(0, new Quantity(1, 0, 0, 0, 0), null, null);

    public static Charge ofPrediction(long costMicro, Quantity quantity) {
        return new Charge(costMicro, quantity, null, null);
    }

    public Charge ended(String reason) {
        return new Charge(costMicro, quantity, measured, reason);
    }

    boolean delivered() {
        return measured != null;
    }
}
