package dev.mainnet.billing.reconciliation;

import dev.mainnet.defaults.metric.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The last comparison as metrics, for alarms: {@code mainnet.ledger.balanced} is 1 while all is equal. */
@Component
class ReconciliationMetrics {

    private static final double MICRO = 1_000_000;

    private final ReconcileLedger reconcileLedger;
    private final Readings<Reconciliation> readings;

    ReconciliationMetrics(ReconcileLedger reconcileLedger, MeterRegistry meters) {
        this.reconcileLedger = reconcileLedger;
        readings = new Readings<Reconciliation>(meters, "mainnet.ledger.")
                .show("balanced", "1 while everything that should be equal is", found -> found.balanced() ? 1 : 0)
                .show(
                        "postings.sum",
                        "credits; zero",
                        found -> found.postingsSum().micro() / MICRO)
                .show(
                        "put.aside",
                        "events that wait for an operator",
                        found -> found.eventsPutAside() + found.payments().eventsPutAside());
    }

    /** Compares once more. */
    Mono<Void> refresh() {
        return readings.take(reconcileLedger.reconcileBooks());
    }
}
