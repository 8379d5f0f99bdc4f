/** Answers that are either one JSON body or a stream of events, which only the call itself decides. */
@NullMarked
package dev.mainnet.model.reply;

import org.jspecify.annotations.NullMarked;
