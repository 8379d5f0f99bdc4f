/** Which models are here: their files in scratch, their sessions in memory, both bounded; Triton's model repository extension. */
@NullMarked
package dev.mainnet.runner.loading;

import org.jspecify.annotations.NullMarked;
