/** Stripe itself: where it is, with which key it is asked, and by which secrets its events are known. */
package dev.mainnet.billing.stripe;
