/** Metrics of what is looked up now and then. */
@NullMarked
package dev.mainnet.defaults.metric;

import org.jspecify.annotations.NullMarked;
