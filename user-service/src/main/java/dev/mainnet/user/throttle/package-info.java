/** How often something may be tried that costs much or is guessed at: counted in the database, so that all instances count together. */
package dev.mainnet.user.throttle;
