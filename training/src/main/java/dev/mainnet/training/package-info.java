/**
 * Trains networks with DJL on PyTorch, and writes what they learned as files that the runner serves. It knows no job and no platform:
 * the worker and the example recipes give it data, and hear how it goes.
 */
@NullMarked
package dev.mainnet.training;

import org.jspecify.annotations.NullMarked;
