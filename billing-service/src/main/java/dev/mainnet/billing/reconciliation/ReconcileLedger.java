package dev.mainnet.billing.reconciliation;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/**
 * Compares the ledger with itself. All sums are of one snapshot, so that payments under way make no difference. What is still to be
 * debited is looked up in Kafka; where that does not answer, the rest is told all the same: that is when it is wanted.
 */
@Component
public class ReconcileLedger {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLedger.class);

    private final LedgerSums sums;
    private final UnbilledUsage unbilledUsage;
    private final RecordAudit audit;
    private final TransactionalOperator snapshot;

    ReconcileLedger(
            LedgerSums sums, UnbilledUsage unbilledUsage, RecordAudit audit, ReactiveTransactionManager transactions) {
        this.sums = sums;
        this.unbilledUsage = unbilledUsage;
        this.audit = audit;
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot = TransactionalOperator.create(transactions, definition);
    }

    /** The comparison as it is now, for an administrator, who is written down. */
    public Mono<Reconciliation> reconcile(UUID administratorId) {
        return look().flatMap(unbilled -> compare(unbilled)
                .delayUntil(read -> audit.record(
                        AuditEntry.of(administratorId, "reconciliation.read").with("balanced", read.balanced())))
                .as(snapshot::transactional));
    }

    /** The comparison as it is now. */
    public Mono<Reconciliation> reconcile() {
        return look().flatMap(unbilled -> compare(unbilled).as(snapshot::transactional));
    }

    /** The same without what is still to be debited. */
    Mono<Reconciliation> reconcileBooks() {
        return compare(Optional.empty()).as(snapshot::transactional);
    }

    private Mono<Optional<Unbilled>> look() {
        return unbilledUsage.look().map(Optional::of).onErrorResume(ApiException.class, unknown -> {
            LOG.warn("What is still to be debited is not known: {}", unknown.text());
            return Mono.just(Optional.empty());
        });
    }

    private Mono<Reconciliation> compare(Optional<Unbilled> unbilled) {
        return sums.entries()
                .flatMap(entries -> sums.accounts()
                        .flatMap(accounts -> sums.usage()
                                .flatMap(usage -> sums.payments()
                                        .flatMap(payments -> sums.payouts()
                                                .flatMap(payouts -> sums.reservations()
                                                        .flatMap(reservations -> sums.eventsPutAside()
                                                                .map(putAside -> Reconciliation.of(
                                                                        entries,
                                                                        accounts,
                                                                        usage,
                                                                        unbilled,
                                                                        payments,
                                                                        payouts,
                                                                        reservations,
                                                                        putAside))))))));
    }
}
