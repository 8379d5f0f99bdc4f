package dev.mainnet.training.loop;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * How a network did on a batch.
 *
 * @param loss one number, the mean over the batch
 * @param examples how many were judged
 * @param correct how many of them it got right; nothing where an answer is never simply right
 */
public record Outcome(NDArray loss, long examples, @Nullable Long correct) {}
