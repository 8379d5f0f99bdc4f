/** A call on its way to a deployment: who calls, what is called, what is known before it starts. */
@NullMarked
package dev.mainnet.model.call;

import org.jspecify.annotations.NullMarked;
