/**
 * The way to text models, wherever they run: Spring AI's ChatModel with one implementation for each kind of provider, and around it what
 * keeps a slow or broken provider from harming anybody else.
 */
@NullMarked
package dev.mainnet.model.upstream;

import org.jspecify.annotations.NullMarked;
