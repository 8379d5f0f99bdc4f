/** Models, deployments, admission of calls and their usage. Loads no model itself: a runner does. */
@NullMarked
package dev.mainnet.model;

import org.jspecify.annotations.NullMarked;
