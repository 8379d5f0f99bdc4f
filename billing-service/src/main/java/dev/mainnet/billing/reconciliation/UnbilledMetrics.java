package dev.mainnet.billing.reconciliation;

import dev.mainnet.defaults.metric.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is told and not debited, as metrics. Looked up much more often than the ledger is compared, because a call is unbilled for
 * milliseconds only; an age is that of the moment of the look, so it does not grow by itself.
 */
@Component
class UnbilledMetrics {

    private static final double MICRO = 1_000_000;

    private final UnbilledUsage unbilledUsage;
    private final LedgerSums sums;
    private final Clock clock = Clock.systemUTC();
    private final Readings<Look> readings;

    UnbilledMetrics(UnbilledUsage unbilledUsage, LedgerSums sums, MeterRegistry meters) {
        this.unbilledUsage = unbilledUsage;
        this.sums = sums;
        readings = new Readings<Look>(meters, "mainnet.ledger.")
                .show(
                        "unbilled.calls",
                        "told and not debited",
                        look -> look.unbilled().calls())
                .show(
                        "unbilled.credits",
                        "their cost",
                        look -> look.unbilled().cost().micro() / MICRO)
                .show("unbilled.age", "seconds from the oldest's answer to the look", Look::ageSeconds)
                .show("usage.debited.credits", "credits: all usage that was ever debited", Look::debitedCredits);
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
        return readings.take(unbilledUsage
                .look()
                .flatMap(unbilled -> sums.usageDebited()
                        .map(debited -> new Look(unbilled, debited.micro() / MICRO, clock.instant()))));
    }
}
