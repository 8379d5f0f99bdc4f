/**
 * The double-entry ledger. Entries are balanced and never change; each account's running balance changes in the transaction of the
 * entry. Who posts first locks all wallets that the transaction touches, and posts once: see RATIONALE.md.
 */
package dev.mainnet.billing.ledger;
