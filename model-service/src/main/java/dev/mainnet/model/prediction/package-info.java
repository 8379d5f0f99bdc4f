/** Predictions with one's own models, free of charge. */
@NullMarked
package dev.mainnet.model.prediction;

import org.jspecify.annotations.NullMarked;
