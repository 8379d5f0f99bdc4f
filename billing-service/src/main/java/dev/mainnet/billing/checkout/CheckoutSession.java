package dev.mainnet.billing.checkout;

/**
 * Where a checkout is paid.
 *
 * @param id Stripe's
 * @param url the page for the user's browser
 */
public record CheckoutSession(String id, String url) {}
