/** Calls of models: the Open Inference Protocol's tensors in JSON and binary, and the queue that runs them. */
@NullMarked
package dev.mainnet.runner.inference;

import org.jspecify.annotations.NullMarked;
