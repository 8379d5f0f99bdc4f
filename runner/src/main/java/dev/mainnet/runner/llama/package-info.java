/** llama.cpp's C interface, called directly; see RATIONALE.md. */
@NullMarked
package dev.mainnet.runner.llama;

import org.jspecify.annotations.NullMarked;
