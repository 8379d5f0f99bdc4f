/** Earnings that leave the platform: asked for by who earned them, decided by an administrator. */
package dev.mainnet.billing.payout;
