/** What a payer sees here: how the payment went, and the page that stands in for Stripe on a developer's machine. */
package dev.mainnet.billing.page;
