/** Everything that the platform holds about an account, in one document. */
package dev.mainnet.user.export;
