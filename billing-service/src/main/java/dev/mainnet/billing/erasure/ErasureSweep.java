package dev.mainnet.billing.erasure;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows payouts that are decided after their user is gone. */
@Configuration(proxyBeanMethods = false)
class ErasureSweep {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    Sweep belatedErasure(ErasedAccounts erased) {
        return new Sweep("Forgetting where payouts of deleted accounts went", EVERY, erased::forgetDestinations);
    }
}
