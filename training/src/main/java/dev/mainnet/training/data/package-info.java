/** What all kinds of examples share. */
@NullMarked
package dev.mainnet.training.data;

import org.jspecify.annotations.NullMarked;
