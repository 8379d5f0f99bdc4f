package dev.mainnet.billing.ledger;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import java.util.UUID;

/**
 * A user's accounts, in micro-credits.
 *
 * @param usageDebitedMicro the sum of all usage ever debited
 * @param spentMicro the sum of all usage and jobs ever paid
 * @param spentCountedMicro how much of that has been counted against grants that expire
 * @param version grows with each change
 */
public record Wallet(
        UUID userId,
        long availableMicro,
        long reservedMicro,
        long earningsMicro,
        long usageDebitedMicro,
        long spentMicro,
        long spentCountedMicro,
        long version) {

    /** The wallet of a user of whom nothing was heard yet. */
    public static Wallet empty(UUID userId) {
        return new Wallet(userId, 0, 0, 0, 0, 0, 0, 0);
    }

    BalanceChanged changed() {
        return new BalanceChanged(userId, availableMicro, reservedMicro, earningsMicro, usageDebitedMicro, version);
    }
}
