/**
 * The way out to addresses that users gave: providers of text, webhooks. Nobody reaches the platform's own network through it, whatever
 * a name resolves to.
 */
@NullMarked
package dev.mainnet.defaults.egress;

import org.jspecify.annotations.NullMarked;
