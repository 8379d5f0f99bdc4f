/** How well models do. */
@NullMarked
package dev.mainnet.training.evaluation;

import org.jspecify.annotations.NullMarked;
