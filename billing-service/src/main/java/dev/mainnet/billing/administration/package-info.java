/** What only an administrator may do. */
package dev.mainnet.billing.administration;
