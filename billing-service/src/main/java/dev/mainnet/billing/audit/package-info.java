/** What administrators did, and how they read it. Other features record their deeds with {@link dev.mainnet.defaults.audit.RecordAudit}. */
package dev.mainnet.billing.audit;
