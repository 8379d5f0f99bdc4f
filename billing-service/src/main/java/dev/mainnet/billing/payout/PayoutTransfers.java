package dev.mainnet.billing.payout;

import reactor.core.publisher.Mono;

/**
 * Moves money to who earned it. Called outside of any transaction while the payout is {@link Payout.State#PAYING}; the id of the payout
 * is the transfer's idempotency key, as at a bank or Stripe: a repetition, after a crash or at the same time, moves nothing more and
 * answers the same.
 */
interface PayoutTransfers {

    /**
     * Transfers the payout.
     *
     * @param given what the administrator gave as the reference of a transfer that was made by hand
     * @return the reference by which the transfer is found; an error of ApiException when it was not made and will not be, any other
     *     when that is not known
     */
    Mono<String> transfer(Payout payout, String given);
}
