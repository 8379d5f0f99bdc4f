/** The way from examples to learned weights: epochs, optimizers, limits, and what is told meanwhile. */
@NullMarked
package dev.mainnet.training.loop;

import org.jspecify.annotations.NullMarked;
