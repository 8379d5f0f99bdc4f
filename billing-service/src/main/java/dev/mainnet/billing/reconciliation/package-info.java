/** Whether everything that should be equal is. */
package dev.mainnet.billing.reconciliation;
