/** Runs strangers' models behind the Open Inference Protocol v2 and holds nothing worth stealing. */
@NullMarked
package dev.mainnet.runner;

import org.jspecify.annotations.NullMarked;
