/** Buying credits: what a user set out to pay, and the session at Stripe where that is done. */
package dev.mainnet.billing.checkout;
