/** Text models in memory: several texts continued at once in slots, others waiting for one, each ended when nobody reads it any more. */
@NullMarked
package dev.mainnet.runner.generation;

import org.jspecify.annotations.NullMarked;
