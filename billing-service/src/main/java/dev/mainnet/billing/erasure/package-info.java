/** What this service erases of an account that was deleted; the ledger stays. */
package dev.mainnet.billing.erasure;
