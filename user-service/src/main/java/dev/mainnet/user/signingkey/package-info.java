/**
 * The keys that access tokens are signed with (ES256): kept in the database with the private part encrypted, published as a JWKS and
 * rotated, so that no verifier ever meets a token before its key. See RATIONALE.md.
 */
package dev.mainnet.user.signingkey;
