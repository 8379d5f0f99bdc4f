package dev.mainnet.billing.ledger;

import dev.mainnet.outbox.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Credits that change hands, once. Balanced by construction.
 *
 * @param acts how many acts it stands for: calls of usage, one of everything else
 * @param postings at most one for each account, none of zero, together zero
 */
public record JournalEntry(
        UUID id, Cause cause, EntryKind kind, String description, Subject subject, long acts, List<Posting> postings) {

    /** An entry of one act, with an id of its own. */
    public JournalEntry(Cause cause, EntryKind kind, String description, Subject subject, List<Posting> postings) {
        this(Ids.next(), cause, kind, description, subject, 1, postings);
    }

    /**
     * Merges the postings of one account and leaves out those of zero.
     *
     * @throws IllegalArgumentException when nothing is left or the sum is not zero
     * @throws ArithmeticException when an amount overflows
     */
    public JournalEntry {
        postings = merge(postings);
        long sum = 0;
        for (Posting posting : postings) {
            sum = Math.addExact(sum, posting.amountMicro());
        }
        if (sum != 0 || postings.isEmpty()) {
            throw new IllegalArgumentException("Postings of " + cause.reference() + " are empty or sum to " + sum);
        }
    }

    /** The users among the holders of its accounts. */
    Set<UUID> users() {
        return postings.stream()
                .filter(posting -> posting.account() instanceof UserAccount)
                .map(posting -> posting.account().holderId())
                .collect(Collectors.toSet());
    }

    private static List<Posting> merge(List<Posting> postings) {
        Map<Account, Long> amounts = new LinkedHashMap<>();
        for (Posting posting : postings) {
            amounts.merge(posting.account(), posting.amountMicro(), Math::addExact);
        }
        return amounts.entrySet().stream()
                .filter(amount -> amount.getValue() != 0)
                .map(amount -> new Posting(amount.getKey(), amount.getValue()))
                .toList();
    }
}
