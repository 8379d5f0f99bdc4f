package dev.mainnet.billing.reconciliation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is told and not debited, as metrics. Looked up much more often than the ledger is compared, because a call is unbilled for
 * milliseconds only; an age is that of the moment of the look, so it does not grow by itself. Unknown (NaN) while it cannot be read.
 */
@Component
class UnbilledMetrics {

    private static final double MICRO = 1_000_000;

    private final UnbilledUsage unbilledUsage;
    private final LedgerSums sums;
    private final Clock clock = Clock.systemUTC();
    private volatile Optional<Look> last = Optional.empty();

    UnbilledMetrics(UnbilledUsage unbilledUsage, LedgerSums sums, MeterRegistry meters) {
        this.unbilledUsage = unbilledUsage;
        this.sums = sums;
        gauge(
                meters,
                "unbilled.calls",
                "told and not debited",
                look -> look.unbilled().calls());
        gauge(
                meters,
                "unbilled.credits",
                "their cost",
                look -> look.unbilled().cost().micro() / MICRO);
        gauge(meters, "unbilled.age", "seconds from the oldest's answer to the look", Look::ageSeconds);
        gauge(meters, "usage.debited.credits", "credits: all usage that was ever debited", Look::debitedCredits);
    }

    private record Look(Unbilled unbilled, double debitedCredits, Instant at) {

        double ageSeconds() {
            return Optional.ofNullable(unbilled.oldest())
                    .map(oldest -> Math.max(0, Duration.between(oldest, at).toMillis() / 1000.0))
                    .orElse(0.0);
        }
    }

    /** Looks once more. */
    Mono<Void> refresh() {
        return unbilledUsage
                .look()
                .flatMap(unbilled -> sums.usageDebited()
                        .map(debited -> new Look(unbilled, debited.micro() / MICRO, clock.instant())))
                .doOnNext(look -> last = Optional.of(look))
                .doOnError(failure -> last = Optional.empty())
                .then();
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Look> value) {
        Gauge.builder(
                        "mainnet.ledger." + name,
                        () -> last.map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(meters);
    }
}
