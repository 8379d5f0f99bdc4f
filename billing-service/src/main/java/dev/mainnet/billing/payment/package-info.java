/**
 * What Stripe tells of payments, and what the ledger makes of it. Each event is applied once, in the transaction that notes its id.
 * Events come in any order: a payment keeps what was told of it, and the ledger follows from that. See RATIONALE.md.
 */
package dev.mainnet.billing.payment;
