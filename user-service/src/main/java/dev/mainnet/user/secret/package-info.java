/** Texts that only their holder may know. */
package dev.mainnet.user.secret;
