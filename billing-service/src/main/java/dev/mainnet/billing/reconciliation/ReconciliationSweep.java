package dev.mainnet.billing.reconciliation;

import dev.mainnet.outbox.Sweep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the metrics up to date. */
@Configuration(proxyBeanMethods = false)
class ReconciliationSweep {

    @Bean
    Sweep reconciliation(ReconciliationMetrics metrics, ReconciliationProperties properties) {
        return new Sweep("Comparing the ledger", properties.every(), metrics::refresh);
    }
}
