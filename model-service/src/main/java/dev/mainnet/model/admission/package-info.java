/** Decides whether a call may start: what the caller has, less what is recorded and not yet debited, less what is in flight. */
@NullMarked
package dev.mainnet.model.admission;

import org.jspecify.annotations.NullMarked;
