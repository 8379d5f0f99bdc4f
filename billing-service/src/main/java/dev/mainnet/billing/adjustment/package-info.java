/** Balances corrected by hand. */
package dev.mainnet.billing.adjustment;
