package dev.mainnet.billing.reconciliation;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** Compares the ledger with itself. All sums are of one snapshot, so that payments under way make no difference. */
@Component
public class ReconcileLedger {

    private final LedgerSums sums;
    private final TransactionalOperator snapshot;

    ReconcileLedger(LedgerSums sums, ReactiveTransactionManager transactions) {
        this.sums = sums;
        var definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        this.snapshot = TransactionalOperator.create(transactions, definition);
    }

    /** The comparison as it is now. */
    public Mono<Reconciliation> reconcile() {
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
                                                                        payments,
                                                                        payouts,
                                                                        reservations,
                                                                        putAside))))))))
                .as(snapshot::transactional);
    }
}
