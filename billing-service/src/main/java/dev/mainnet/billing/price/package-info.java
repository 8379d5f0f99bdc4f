/** What credits cost. */
package dev.mainnet.billing.price;
