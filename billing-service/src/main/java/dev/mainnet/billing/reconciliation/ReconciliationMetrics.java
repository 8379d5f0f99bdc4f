package dev.mainnet.billing.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The last comparison as metrics, for alarms: {@code mainnet.ledger.balanced} is 1 while all is equal. Unknown until the first one. */
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
        gauge(
                meters,
                "unbilled.calls",
                "told and not debited",
                found -> found.unbilled().calls());
        gauge(
                meters,
                "unbilled.credits",
                "their cost",
                found -> found.unbilled().cost().micro() / MICRO);
        gauge(meters, "unbilled.age", "seconds since the oldest was answered", ReconciliationMetrics::age);
    }

    /** Compares once more. */
    Mono<Void> refresh() {
        return reconcileLedger
                .reconcile()
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

    private static double age(Reconciliation found) {
        Instant oldest = found.unbilled().oldest();
        return oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis() / 1000.0;
    }
}
