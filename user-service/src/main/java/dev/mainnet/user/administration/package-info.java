/** What administrators do with the accounts of others: find them, give and take roles, suspend. */
package dev.mainnet.user.administration;
