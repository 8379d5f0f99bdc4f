/** Runs a model on what a caller sent as JSON, and puts its answer into the caller's terms. Knows no price. */
@NullMarked
package dev.mainnet.model.inference;

import org.jspecify.annotations.NullMarked;
