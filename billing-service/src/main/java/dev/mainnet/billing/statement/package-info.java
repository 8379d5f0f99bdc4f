/** What a month did to a user's accounts, on paper. RATIONALE.md says what it costs. */
package dev.mainnet.billing.statement;
