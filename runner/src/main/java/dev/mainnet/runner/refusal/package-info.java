/** How the runner says no: a status and a text in the protocol's shape. */
@NullMarked
package dev.mainnet.runner.refusal;

import org.jspecify.annotations.NullMarked;
