/** Writes GGUF, the file format of llama.cpp. */
@NullMarked
package dev.mainnet.training.gguf;

import org.jspecify.annotations.NullMarked;
