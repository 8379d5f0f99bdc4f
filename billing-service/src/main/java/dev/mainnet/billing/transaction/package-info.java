/** The journal as one user sees it. */
package dev.mainnet.billing.transaction;
