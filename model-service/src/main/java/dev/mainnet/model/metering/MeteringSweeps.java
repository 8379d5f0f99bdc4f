package dev.mainnet.model.metering;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to open calls while they are under way, and to those of others that are gone. */
@Configuration(proxyBeanMethods = false)
class MeteringSweeps {

    private static final Logger LOG = LoggerFactory.getLogger(MeteringSweeps.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_JOURNAL = Duration.ofSeconds(15);
    private static final Duration TIDY = Duration.ofMinutes(10);

    @Bean
    Sweep savedProgress(OpenCalls calls, MeteringSettings settings) {
        return new Sweep("Saving what calls have come to", settings.saveEvery(), calls::save);
    }

    @Bean
    Sweep renewedLease(CallLease lease, OpenCalls calls, MeteringSettings settings) {
        return new Sweep(
                "Renewing the lease of open calls",
                settings.lease().dividedBy(5),
                () -> lease.renew().doOnNext(alive -> {
                    if (!alive) {
                        LOG.error("The lease of this instance's open calls has run out; they are broken off");
                        calls.loseAll();
                    }
                }));
    }

    @Bean
    Sweep retriedSettlements(OpenCalls calls) {
        return new Sweep("Settling calls that could not be settled", RETRY, calls::retry);
    }

    @Bean
    Sweep settledLostCalls(SettleLostCalls settleLostCalls) {
        return new Sweep("Settling calls of instances that are gone", LOOK, settleLostCalls::settle);
    }

    @Bean
    Sweep measuredJournal(JournalMetrics metrics) {
        return new Sweep("Looking at the journal", LOOK_AT_JOURNAL, metrics::refresh);
    }

    @Bean
    Sweep tidiedMetering(CallKeepers keepers) {
        return new Sweep("Tidying open calls' keepers", TIDY, keepers::tidy);
    }
}
