/** Writes networks as ONNX. */
@NullMarked
package dev.mainnet.training.export;

import org.jspecify.annotations.NullMarked;
