/** GGUF files, read and checked in Java before native code opens them: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. */
@NullMarked
package dev.mainnet.runner.gguf;

import org.jspecify.annotations.NullMarked;
