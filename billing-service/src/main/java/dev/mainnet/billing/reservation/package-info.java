/**
 * Jobs are paid by reservation: PENDING -> POSTED | VOIDED | EXPIRED, each step an entry of its own. A reservation changes only under
 * the lock of its payer's wallet, so every race has one winner.
 */
package dev.mainnet.billing.reservation;
