/** Document 5, step 1: Kraken's sign-in. */
package dev.mainnet.user.dialect.kraken;
