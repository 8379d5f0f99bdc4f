/** Signing in by Google. See RATIONALE.md for who may have which account. */
package dev.mainnet.user.google;
