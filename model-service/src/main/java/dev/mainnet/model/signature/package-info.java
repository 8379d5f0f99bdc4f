/** What a model takes and gives, and whether its answers name classes. */
@NullMarked
package dev.mainnet.model.signature;

import org.jspecify.annotations.NullMarked;
