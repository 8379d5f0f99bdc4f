package dev.mainnet.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.money.Credits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger compared with itself, at one instant.
 *
 * @param balanced whether everything that should be equal is
 * @param postingsSum of all postings; zero
 * @param unbalancedEntries entries whose postings do not sum to zero; none
 * @param unbilled what is still to be debited, looked at just before; null when Kafka, which holds it, does not answer
 * @param unbilledUnknown why it is null; null when it is not
 * @param eventsPutAside events that could not be applied, each a case for an operator
 */
public record Reconciliation(
        boolean balanced,
        Credits postingsSum,
        long unbalancedEntries,
        List<AccountSum> accounts,
        UsageSums usage,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Unbilled unbilled,
        @Nullable String unbilledUnknown,
        PaymentSums payments,
        PayoutSums payouts,
        PendingReservations reservations,
        long eventsPutAside) {

    private static final String NO_KAFKA = "Kafka does not answer";

    static Reconciliation of(
            Entries entries,
            List<AccountSum> accounts,
            UsageSums usage,
            Optional<Unbilled> unbilled,
            PaymentSums payments,
            PayoutSums payouts,
            PendingReservations reservations,
            long eventsPutAside) {
        boolean balanced = entries.postingsSum().micro() == 0
                && entries.unbalanced() == 0
                && accounts.stream().allMatch(account -> account.mismatches() == 0)
                && usage.recorded().equals(usage.journalled())
                && usage.journalled().equals(usage.debited())
                && payments.areEqual()
                && payouts.areEqual()
                && reservations.amount().equals(reservations.reserved());
        return new Reconciliation(
                balanced,
                entries.postingsSum(),
                entries.unbalanced(),
                accounts,
                usage,
                unbilled.orElse(null),
                unbilled.isPresent() ? null : NO_KAFKA,
                payments,
                payouts,
                reservations,
                eventsPutAside);
    }

    /** The sum of all postings, and how many entries are not balanced. */
    record Entries(Credits postingsSum, long unbalanced) {}

    /**
     * All accounts of one name together.
     *
     * @param balance the sum of their running balances
     * @param postings the sum of their postings
     * @param mismatches how many of the accounts differ in the two
     */
    public record AccountSum(String account, Credits balance, Credits postings, long mismatches) {}

    /** The cost of all usage as it was recorded, as the journal has it, and as the wallets count it. */
    public record UsageSums(Credits recorded, Credits journalled, Credits debited) {}

    /**
     * What Stripe told of all payments, and the ledger.
     *
     * @param paid what was paid, less what was refunded or is disputed
     * @param journalled what all entries about payments credited
     * @param account what the platform's account {@code stripe} gave for it
     * @param mismatches payments of which the ledger does not show what it should
     * @param eventsPutAside events of Stripe that did not do what they were meant to, each a case for an operator
     */
    public record PaymentSums(Credits paid, Credits journalled, Credits account, long mismatches, long eventsPutAside) {

        public boolean areEqual() {
            return paid.equals(journalled) && journalled.equals(account) && mismatches == 0;
        }
    }

    /**
     * Earnings on their way out.
     *
     * @param requested of all payouts that are not decided or are being paid
     * @param setAside what the platform's account {@code payouts} holds for them
     * @param paid of all payouts that were paid
     * @param transferred what the platform's account {@code transfers} shows for them
     */
    public record PayoutSums(Credits requested, Credits setAside, Credits paid, Credits transferred) {

        boolean areEqual() {
            return requested.equals(setAside) && paid.equals(transferred);
        }
    }

    /**
     * Reservations that are not settled.
     *
     * @param amount what they set aside
     * @param reserved what all accounts {@code reserved} hold
     */
    public record PendingReservations(long pending, Credits amount, Credits reserved) {}
}
