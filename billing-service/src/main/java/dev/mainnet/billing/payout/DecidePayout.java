package dev.mainnet.billing.payout;

import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.LockedWallets;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.money.Credits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Ends a payout: paid or rejected by an administrator, or taken back by who asked for it. The first decision stands. */
@Component
class DecidePayout {

    private final Ledger ledger;
    private final Payouts payouts;
    private final PayoutTransfers transfers;
    private final RecordAudit audit;
    private final TransactionalOperator transaction;

    DecidePayout(
            Ledger ledger,
            Payouts payouts,
            PayoutTransfers transfers,
            RecordAudit audit,
            TransactionalOperator transaction) {
        this.ledger = ledger;
        this.payouts = payouts;
        this.transfers = transfers;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * Takes the payout, transfers it and marks it as paid; 409 when it was decided before. A transfer that cannot be made gives it back;
     * one of which nobody knows, as after a crash, leaves it taken until it is paid once more.
     */
    Mono<Payout> pay(UUID administratorId, UUID id, String transferReference) {
        return Mono.fromSupplier(UUID::randomUUID)
                .flatMap(attempt -> step(id, payout -> payout.paying(attempt))
                        .flatMap(payout -> transfers.transfer(payout, transferReference))
                        .onErrorResume(
                                ApiException.class,
                                refusal -> step(id, payout -> payout.notPaid(attempt))
                                        .then(Mono.error(refusal))))
                .flatMap(reference -> decide(id, payout -> payout.paid(reference, administratorId, now()))
                        .delayUntil(paid -> audit.record(about(paid, administratorId, "payout.paid")))
                        .as(transaction::transactional));
    }

    /** Gives the earnings back. */
    Mono<Payout> reject(UUID administratorId, UUID id, String reason) {
        return decide(id, payout -> payout.rejected(reason, administratorId, now()))
                .delayUntil(rejected -> audit.record(
                        about(rejected, administratorId, "payout.rejected").with("reason", reason)))
                .as(transaction::transactional);
    }

    /** Gives the earnings back to who asked for the payout; another's is answered as an unknown one. */
    Mono<Payout> withdraw(UUID userId, UUID id) {
        return find(id).filter(payout -> payout.userId().equals(userId))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Payout")))
                .then(decide(id, payout -> payout.withdrawn(now())).as(transaction::transactional));
    }

    /** A step that moves nothing in the ledger. */
    private Mono<Payout> step(UUID id, UnaryOperator<Payout> change) {
        return underLock(id, change).map(Stepped::payout).as(transaction::transactional);
    }

    /** Within the caller's transaction. */
    private Mono<Payout> decide(UUID id, UnaryOperator<Payout> decision) {
        return underLock(id, decision)
                .delayUntil(stepped -> ledger.post(stepped.locked(), List.of(PayoutEntries.decided(stepped.payout()))))
                .map(Stepped::payout);
    }

    private Mono<Stepped> underLock(UUID id, UnaryOperator<Payout> change) {
        return find(id).flatMap(found -> ledger.lock(Set.of(found.userId()))
                .flatMap(locked -> find(id).flatMap(now -> {
                    Payout next = change.apply(now);
                    return payouts.step(now.state(), next).thenReturn(new Stepped(locked, next));
                })));
    }

    private record Stepped(LockedWallets locked, Payout payout) {}

    private Mono<Payout> find(UUID id) {
        return payouts.find(id).switchIfEmpty(Mono.error(() -> ApiException.notFound("Payout")));
    }

    private static AuditEntry about(Payout payout, UUID administratorId, String action) {
        return AuditEntry.about(payout.userId(), administratorId, action)
                .with("payout_id", payout.id())
                .with("amount", Credits.ofMicro(payout.amountMicro()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
