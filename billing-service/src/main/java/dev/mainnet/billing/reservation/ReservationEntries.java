package dev.mainnet.billing.reservation;

import dev.mainnet.billing.fee.Shares;
import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The journal entry of each step of a reservation; none where nothing changes hands. */
final class ReservationEntries {

    private ReservationEntries() {}

    static Optional<JournalEntry> reserved(Reservation reservation, JobSubmitted job) {
        return entry(
                reservation,
                EntryKind.RESERVATION,
                "Reserved for " + job.kind(),
                InputHash.of(job),
                List.of(
                        Posting.from(UserAccount.available(reservation.accountId()), reservation.amountMicro()),
                        Posting.to(UserAccount.reserved(reservation.accountId()), reservation.amountMicro())));
    }

    static Optional<JournalEntry> posted(Reservation reservation, JobSucceeded job, Shares shares) {
        List<Posting> postings = new ArrayList<>();
        postings.add(Posting.from(UserAccount.reserved(reservation.accountId()), reservation.amountMicro()));
        postings.add(Posting.to(UserAccount.available(reservation.accountId()), reservation.releasedMicro()));
        if (job.modelFeeMicro() > 0) {
            if (job.modelOwnerId() == null) {
                throw new RefusedSettlementException(job.jobId(), "a model's fee without an owner cannot be paid");
            }
            postings.addAll(shares.ofModelFee(job.modelOwnerId(), job.modelFeeMicro()));
        }
        postings.addAll(shares.ofComputeFee(Optional.ofNullable(job.operatorId()), job.computeFeeMicro()));
        return entry(reservation, EntryKind.SETTLEMENT, "Paid for " + job.kind(), InputHash.of(job), postings);
    }

    static Optional<JournalEntry> released(Reservation reservation, EntryKind kind, String description) {
        InputHash input = Objects.requireNonNullElseGet(
                reservation.settled(), () -> InputHash.of(reservation.jobId().toString()));
        return entry(
                reservation,
                kind,
                description,
                input,
                List.of(
                        Posting.from(UserAccount.reserved(reservation.accountId()), reservation.amountMicro()),
                        Posting.to(UserAccount.available(reservation.accountId()), reservation.amountMicro())));
    }

    private static Optional<JournalEntry> entry(
            Reservation reservation, EntryKind kind, String description, InputHash input, List<Posting> postings) {
        if (reservation.amountMicro() == 0) {
            return Optional.empty();
        }
        String reference = "job:" + reservation.jobId() + ":" + kind.text();
        return Optional.of(new JournalEntry(
                new Cause(reference, input), kind, description, Subject.job(reservation.jobId()), postings));
    }
}
