package dev.mainnet.billing.reservation;

import dev.mainnet.billing.fee.Shares;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.contracts.BillingEvent;
import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.BillingEvent.ReservationRejected;
import dev.mainnet.contracts.BillingEvent.ReservationVoided;
import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.JobEvent.ModelTrained;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a batch of job events comes to, decided on wallets and reservations that are locked. Writes nothing. */
final class Settlement {

    private final LockedWallets wallets;
    private final Map<UUID, Reservation> reservations;
    private final Shares shares;

    /** What earlier events of the batch did to {@code available}. */
    private final Map<UUID, Long> sinceLock = new HashMap<>();

    private final Map<UUID, Reservation> changed = new LinkedHashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<BillingEvent> outcomes = new ArrayList<>();

    Settlement(LockedWallets wallets, Map<UUID, Reservation> reservations, Shares shares) {
        this.wallets = wallets;
        this.reservations = new HashMap<>(reservations);
        this.shares = shares;
    }

    void apply(JobEvent event) {
        switch (event) {
            case JobSubmitted job -> reserve(job);
            // Paid once its model is registered, which the job's success tells.
            case ModelTrained job -> {}
            case JobSucceeded job -> post(job);
            case JobFailed job -> release(job);
            case JobCancelled job -> release(job);
        }
    }

    Collection<Reservation> changed() {
        return changed.values();
    }

    List<JournalEntry> entries() {
        return entries;
    }

    List<BillingEvent> outcomes() {
        return outcomes;
    }

    private void reserve(JobSubmitted job) {
        Optional<Reservation> known = known(job);
        if (known.isPresent()) {
            known.get().repeat(job);
            return;
        }
        Reservation reservation = Reservation.of(job, available(job.accountId()));
        keep(reservation);
        if (reservation.state() == ReservationState.REJECTED) {
            outcomes.add(
                    new ReservationRejected(job.jobId(), job.accountId(), job.amountMicro(), "insufficient_credits"));
            return;
        }
        enter(ReservationEntries.reserved(reservation, job));
        outcomes.add(new CreditsReserved(job.jobId(), job.accountId(), job.amountMicro()));
    }

    private void post(JobSucceeded job) {
        Reservation before =
                known(job).orElseThrow(() -> new RefusedSettlementException(job.jobId(), "nothing is reserved for it"));
        Reservation posted = before.post(job);
        if (posted.equals(before)) {
            return;
        }
        keep(posted);
        enter(ReservationEntries.posted(posted, job, shares));
        outcomes.add(new ReservationPosted(
                job.jobId(), job.accountId(), posted.chargedMicro(), posted.releasedMicro(), job.keyId()));
    }

    private void release(JobEvent end) {
        Optional<Reservation> before = known(end);
        if (before.isEmpty()) {
            keep(Reservation.neverMade(end));
            return;
        }
        Reservation voided = before.get().release(end);
        if (voided.equals(before.get())) {
            return;
        }
        keep(voided);
        enter(ReservationEntries.released(voided, EntryKind.RELEASE, "Released"));
        outcomes.add(new ReservationVoided(end.jobId(), end.accountId(), voided.releasedMicro()));
    }

    private Optional<Reservation> known(JobEvent event) {
        return Optional.ofNullable(reservations.get(event.jobId()));
    }

    private long available(UUID accountId) {
        return Math.addExact(wallets.of(accountId).availableMicro(), sinceLock.getOrDefault(accountId, 0L));
    }

    private void keep(Reservation reservation) {
        reservations.put(reservation.jobId(), reservation);
        changed.put(reservation.jobId(), reservation);
    }

    private void enter(Optional<JournalEntry> entry) {
        entry.ifPresent(entries::add);
        entry.stream().flatMap(e -> e.postings().stream()).forEach(this::remember);
    }

    private void remember(Posting posting) {
        if (posting.account() instanceof UserAccount(UUID user, UserAccount.Kind kind)
                && kind == UserAccount.Kind.AVAILABLE) {
            sinceLock.merge(user, posting.amountMicro(), Math::addExact);
        }
    }
}
