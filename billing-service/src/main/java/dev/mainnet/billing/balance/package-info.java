/** What a user has. */
package dev.mainnet.billing.balance;
