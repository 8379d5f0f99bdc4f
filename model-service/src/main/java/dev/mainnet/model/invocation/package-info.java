/** Paid calls of deployments: admitted, run, recorded, answered. */
@NullMarked
package dev.mainnet.model.invocation;

import org.jspecify.annotations.NullMarked;
