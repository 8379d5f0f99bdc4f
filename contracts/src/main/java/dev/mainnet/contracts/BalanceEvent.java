package dev.mainnet.contracts;

import java.util.UUID;

/** Events of {@value Topics#BILLING_BALANCES}. */
public sealed interface BalanceEvent extends Event {

    /**
     * A user's balance as it is now, in micro-credits.
     *
     * @param availableMicro may be below zero: calls are paid after their answer
     * @param usageDebitedMicro the sum of all usage ever debited to the account: whoever recorded more knows what is still to come
     * @param version grows by at least one with each change; a lower one is older news
     */
    record BalanceChanged(
            UUID accountId,
            long availableMicro,
            long reservedMicro,
            long earningsMicro,
            long usageDebitedMicro,
            long version)
            implements BalanceEvent {

        @Override
        public String key() {
            return accountId.toString();
        }
    }
}
