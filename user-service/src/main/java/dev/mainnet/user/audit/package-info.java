/** What administrators did, and how they read it. Other features record their deeds with {@link RecordAudit}. */
package dev.mainnet.user.audit;
