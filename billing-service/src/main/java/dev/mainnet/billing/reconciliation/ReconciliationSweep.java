package dev.mainnet.billing.reconciliation;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the metrics up to date. */
@Configuration(proxyBeanMethods = false)
class ReconciliationSweep {

    private static final Duration LOOK_AT_UNBILLED = Duration.ofSeconds(15);

    @Bean
    Sweep unbilled(UnbilledMetrics metrics) {
        return new Sweep("Looking for unbilled usage", LOOK_AT_UNBILLED, metrics::refresh);
    }

    @Bean
    Sweep reconciliation(ReconciliationMetrics metrics, ReconciliationProperties properties) {
        return new Sweep("Comparing the ledger", properties.every(), metrics::refresh);
    }
}
