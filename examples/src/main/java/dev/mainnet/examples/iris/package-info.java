/** The demonstration model: which of three irises a flower is, by the length and width of its leaves. */
@NullMarked
package dev.mainnet.examples.iris;

import org.jspecify.annotations.NullMarked;
