/** What calls cost, written down once and for all: many calls in one commit, each exactly once. */
@NullMarked
package dev.mainnet.model.metering;

import org.jspecify.annotations.NullMarked;
