/** Models: uploaded, inspected by a runner, kept in the object store, listed and deleted. */
@NullMarked
package dev.mainnet.model.registry;

import org.jspecify.annotations.NullMarked;
