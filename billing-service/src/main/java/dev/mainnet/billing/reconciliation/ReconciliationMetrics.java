package dev.mainnet.billing.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The last comparison as metrics, for alarms: {@code mainnet.ledger.balanced} is 1 while all is equal. Unknown (NaN) until the first one. */
@Component
class ReconciliationMetrics {

    private static final double MICRO = 1_000_000;

    private final ReconcileLedger reconcileLedger;
    private volatile Optional<Reconciliation> last = Optional.empty();

    ReconciliationMetrics(ReconcileLedger reconcileLedger, MeterRegistry meters) {
        this.reconcileLedger = reconcileLedger;
        gauge(meters, "balanced", "1 while everything that should be equal is", found -> found.balanced() ? 1 : 0);
        gauge(
                meters,
                "postings.sum",
                "credits; zero",
                found -> found.postingsSum().micro() / MICRO);
        gauge(
                meters,
                "put.aside",
                "events that wait for an operator",
                found -> found.eventsPutAside() + found.payments().eventsPutAside());
    }

    /** Compares once more. */
    Mono<Void> refresh() {
        return reconcileLedger
                .reconcileBooks()
                .doOnNext(found -> last = Optional.of(found))
                .then();
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Reconciliation> value) {
        Gauge.builder(
                        "mainnet.ledger." + name,
                        () -> last.map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(meters);
    }
}
