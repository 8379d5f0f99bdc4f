package dev.mainnet.billing.payout;

import dev.mainnet.billing.ledger.Account;
import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import java.util.List;

/** The journal entry of each step of a payout. */
final class PayoutEntries {

    private PayoutEntries() {}

    static JournalEntry requested(Payout payout) {
        return entry(
                payout,
                EntryKind.PAYOUT_REQUEST,
                "Payout requested",
                Subject.NONE,
                UserAccount.earnings(payout.userId()),
                PlatformAccount.PAYOUTS);
    }

    static JournalEntry decided(Payout payout) {
        Subject subject = payout.decidedBy() == null ? Subject.NONE : Subject.decidedBy(payout.decidedBy());
        return switch (payout.state()) {
            case PAID ->
                entry(
                        payout,
                        EntryKind.PAYOUT,
                        "Payout transferred",
                        subject,
                        PlatformAccount.PAYOUTS,
                        PlatformAccount.TRANSFERS);
            case REJECTED -> returned(payout, "Payout rejected", subject);
            case WITHDRAWN -> returned(payout, "Payout withdrawn", Subject.NONE);
            case REQUESTED, PAYING -> throw new IllegalArgumentException("Payout " + payout.id() + " is not decided");
        };
    }

    private static JournalEntry returned(Payout payout, String description, Subject subject) {
        return entry(
                payout,
                EntryKind.PAYOUT_RETURN,
                description,
                subject,
                PlatformAccount.PAYOUTS,
                UserAccount.earnings(payout.userId()));
    }

    /** A payout is decided once, so that all decisions share one reference. */
    private static JournalEntry entry(
            Payout payout, EntryKind kind, String description, Subject subject, Account from, Account to) {
        String step = kind == EntryKind.PAYOUT_REQUEST ? "requested" : "decided";
        return new JournalEntry(
                new Cause("payout:" + payout.id() + ":" + step, InputHash.of(payout.toString())),
                kind,
                description,
                subject,
                List.of(Posting.from(from, payout.amountMicro()), Posting.to(to, payout.amountMicro())));
    }
}
