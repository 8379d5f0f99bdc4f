package dev.mainnet.model.invocation;

import dev.mainnet.model.inference.Prediction;
import java.util.List;

/**
 * A call that was answered and recorded.
 *
 * @param listed whether the caller gave a list of rows
 * @param balanceMicro the caller's balance after it, in micro-credits
 */
record Invocation(List<Prediction> predictions, boolean listed, long costMicro, long balanceMicro) {}
