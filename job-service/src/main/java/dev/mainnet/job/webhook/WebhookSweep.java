package dev.mainnet.job.webhook;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets deliveries that ended long ago. */
@Configuration(proxyBeanMethods = false)
class WebhookSweep {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    @Bean
    Sweep oldDeliveries(Deliveries deliveries) {
        return new Sweep("Forgetting old deliveries of webhooks", EVERY, () -> deliveries.forgetEnded(REMEMBERED));
    }
}
