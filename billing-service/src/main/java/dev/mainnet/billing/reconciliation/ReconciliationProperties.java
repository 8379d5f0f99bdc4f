package dev.mainnet.billing.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the ledger is compared for its metrics.
 *
 * @param every at least ten seconds; each comparison reads all postings, so not often
 */
@ConfigurationProperties("mainnet.reconciliation")
record ReconciliationProperties(@DefaultValue("10m") Duration every) {

    private static final Duration LEAST = Duration.ofSeconds(10);

    ReconciliationProperties {
        if (every.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("mainnet.reconciliation.every must be at least " + LEAST);
        }
    }
}
