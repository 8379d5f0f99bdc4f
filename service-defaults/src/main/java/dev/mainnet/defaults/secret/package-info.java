/** Texts that only their holder may know. */
package dev.mainnet.defaults.secret;
