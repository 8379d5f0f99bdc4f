/**
 * Models that are deployed by their name alone: the platform's own, which everybody shares, and those of one's own providers. What is kept
 * is who has deployed which; the deployment behind it is the platform's, so that its price is the platform's and its earnings are too.
 */
@NullMarked
package dev.mainnet.model.foundation;

import org.jspecify.annotations.NullMarked;
