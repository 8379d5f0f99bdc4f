/** Pages of long histories, filtered at a bounded cost. */
package dev.mainnet.billing.walk;
