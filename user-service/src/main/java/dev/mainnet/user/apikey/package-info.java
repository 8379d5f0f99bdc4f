/** Keys that programs call with: issued, listed, revoked, and what was spent through them. */
package dev.mainnet.user.apikey;
