package dev.mainnet.billing.statement;

import dev.mainnet.billing.transaction.Transaction;
import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a month did to a user's accounts. Opening balances and totals together are the closing balances.
 *
 * @param from the month's first instant (UTC)
 * @param to the instant after its end; of the month under way the time at which this was made
 * @param closed whether the month is over
 * @param totals one for each kind of entries that there were
 */
public record Statement(
        YearMonth month,
        Instant from,
        Instant to,
        boolean closed,
        UUID userId,
        String username,
        String currency,
        Balances opening,
        Balances closing,
        List<KindTotal> totals,
        Purchases purchases,
        ByDeployment usage,
        Tokens tokens,
        ByDeployment earnings) {

    /**
     * A user's accounts at one instant.
     *
     * @param balance available and reserved together
     */
    public record Balances(Credits balance, Credits available, Credits reserved, Credits earnings) {

        static Balances of(long availableMicro, long reservedMicro, long earningsMicro) {
            return new Balances(
                    Credits.ofMicro(Math.addExact(availableMicro, reservedMicro)),
                    Credits.ofMicro(availableMicro),
                    Credits.ofMicro(reservedMicro),
                    Credits.ofMicro(earningsMicro));
        }
    }

    /**
     * All entries of one kind.
     *
     * @param balance by how much they changed the balance
     * @param earnings by how much they changed the earnings
     */
    public record KindTotal(String kind, long entries, Credits balance, Credits earnings) {}

    /**
     * Credits that were bought, and those that a refund or dispute took back.
     *
     * @param data the latest of them
     * @param others how many are left out
     * @param total of all
     */
    public record Purchases(List<Transaction> data, long others, Credits total) {}

    /**
     * Calls by the deployment that was called.
     *
     * @param data those of the largest amounts
     * @param others all that are left out
     * @param total of all
     */
    public record ByDeployment(List<Line> data, Others others, Sum total) {}

    /**
     * One deployment.
     *
     * @param deploymentId null for jobs, which call none
     * @param calls that were paid for
     */
    public record Line(@Nullable UUID deploymentId, long calls, Credits amount) {}

    /** Of all texts that were called for in the month, free ones included. */
    public record Tokens(long input, long output) {}

    /** Several deployments. */
    public record Others(long deployments, long calls, Credits amount) {}

    /** All deployments. */
    public record Sum(long calls, Credits amount) {}
}
