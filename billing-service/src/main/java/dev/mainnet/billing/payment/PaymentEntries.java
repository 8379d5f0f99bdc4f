package dev.mainnet.billing.payment;

import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The journal entries that lead from what the ledger shows of a payment to what it should show. */
final class PaymentEntries {

    private static final long MICRO_PER_CENT = 1_000_000;

    private final StripeEvent event;
    private final UUID userId;
    private final List<JournalEntry> entries = new ArrayList<>();

    private PaymentEntries(StripeEvent event, UUID userId) {
        this.event = event;
        this.userId = userId;
    }

    static List<JournalEntry> of(StripeEvent event, UUID userId, Position shown, Position target) {
        PaymentEntries entries = new PaymentEntries(event, userId);
        long bought = target.purchase() - shown.purchase();
        entries.add(EntryKind.PURCHASE, "Bought " + bought + " credits", bought);
        entries.add(EntryKind.REFUND, "Refund of a payment", shown.refund() - target.refund());
        long returned = shown.dispute() - target.dispute();
        if (returned < 0) {
            entries.add(EntryKind.DISPUTE, "A payment is disputed", returned);
        } else {
            entries.add(EntryKind.DISPUTE_REVERSAL, "A payment is no longer disputed", returned);
        }
        return entries.entries;
    }

    private void add(EntryKind kind, String description, long cents) {
        if (cents == 0) {
            return;
        }
        long micro = Math.multiplyExact(cents, MICRO_PER_CENT);
        entries.add(new JournalEntry(
                new Cause("stripe:" + event.id() + ":" + kind.text(), event.hash()),
                kind,
                description,
                Subject.NONE,
                List.of(
                        Posting.from(PlatformAccount.STRIPE, micro),
                        Posting.to(UserAccount.available(userId), micro))));
    }
}
