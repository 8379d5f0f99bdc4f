/** The public catalogue of deployments, and what each tells of itself. */
@NullMarked
package dev.mainnet.model.hub;

import org.jspecify.annotations.NullMarked;
