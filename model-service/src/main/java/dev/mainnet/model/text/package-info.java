/**
 * Paid texts: asked of a deployment in whatever format, generated, measured on their way and settled, streamed or all at once. What was
 * delivered is paid for exactly once, whatever breaks; what was not costs nothing.
 */
@NullMarked
package dev.mainnet.model.text;

import org.jspecify.annotations.NullMarked;
