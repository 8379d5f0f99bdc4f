package dev.mainnet.user.mailtoken;

import dev.mainnet.outbox.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets tokens that nobody used. */
@Configuration(proxyBeanMethods = false)
class MailTokenSweep {

    @Bean
    Sweep expiredMailTokens(MailTokens tokens, Clock clock) {
        return new Sweep(
                "Forgetting expired mail tokens", Duration.ofMinutes(10), () -> tokens.deleteExpired(clock.instant()));
    }
}
