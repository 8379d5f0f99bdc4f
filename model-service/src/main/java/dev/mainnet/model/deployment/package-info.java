/** Deployments: models under an address, with a price, a limit, a public and a look. */
@NullMarked
package dev.mainnet.model.deployment;

import org.jspecify.annotations.NullMarked;
