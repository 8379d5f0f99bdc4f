/** Metered calls: debited in batches as they are heard of, and reported by day, deployment or key. */
package dev.mainnet.billing.usage;
