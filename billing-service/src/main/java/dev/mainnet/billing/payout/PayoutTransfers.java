package dev.mainnet.billing.payout;

import reactor.core.publisher.Mono;

/**
 * Moves money to who earned it. Called before a payout is marked as paid and outside of any transaction; the id of the payout makes a
 * repetition harmless, as a bank's or Stripe's idempotency key does.
 */
interface PayoutTransfers {

    /**
     * Transfers the payout.
     *
     * @param given what the administrator gave as the reference of a transfer that was made by hand
     * @return the reference by which the transfer is found; an error of ApiException when it cannot be made
     */
    Mono<String> transfer(Payout payout, String given);
}
