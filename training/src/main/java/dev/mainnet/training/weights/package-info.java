/** The named tensors that a network learns. */
@NullMarked
package dev.mainnet.training.weights;

import org.jspecify.annotations.NullMarked;
