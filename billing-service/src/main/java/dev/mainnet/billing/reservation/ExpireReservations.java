package dev.mainnet.billing.reservation;

import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.contracts.BillingEvent.ReservationVoided;
import dev.mainnet.outbox.Outbox;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Releases what was set aside for jobs of which nothing was heard for too long. */
@Component
public class ExpireReservations {

    private static final int MOST = 100;

    private final Reservations reservations;
    private final Ledger ledger;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    ExpireReservations(Reservations reservations, Ledger ledger, Outbox outbox, TransactionalOperator transaction) {
        this.reservations = reservations;
        this.ledger = ledger;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Expires at most a hundred and answers how many. One that is settled at the same moment is left to the winner. */
    public Mono<Integer> expireOlderThan(Duration age) {
        return reservations
                .pendingLongerThan(age, MOST)
                .filter(old -> !old.isEmpty())
                .flatMap(old -> ledger.lock(distinct(old, Reservation::accountId))
                        .flatMap(locked -> reservations
                                .find(distinct(old, Reservation::jobId))
                                .flatMap(found -> expire(locked, found.values()))))
                .as(transaction::transactional)
                .defaultIfEmpty(0);
    }

    private Mono<Integer> expire(LockedWallets locked, Collection<Reservation> found) {
        List<Reservation> expired = found.stream()
                .filter(reservation -> reservation.state() == ReservationState.PENDING)
                .map(Reservation::expire)
                .toList();
        return reservations
                .save(expired)
                .then(outbox.appendAll(expired.stream()
                        .map(r -> new ReservationVoided(r.jobId(), r.accountId(), r.releasedMicro()))
                        .toList()))
                .then(ledger.post(
                        locked,
                        expired.stream()
                                .map(r -> ReservationEntries.released(r, EntryKind.EXPIRY, "Reservation expired"))
                                .flatMap(Optional::stream)
                                .toList()))
                .thenReturn(expired.size());
    }

    private static Set<UUID> distinct(List<Reservation> rows, Function<Reservation, UUID> id) {
        return rows.stream().map(id).collect(Collectors.toSet());
    }
}
