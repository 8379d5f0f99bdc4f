package dev.mainnet.user.google;

import dev.mainnet.outbox.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets tokens that nobody could use again, well after the clocks' difference that is allowed them. */
@Configuration(proxyBeanMethods = false)
class SpentTokensSweep {

    private static final Duration EVERY = Duration.ofMinutes(10);

    @Bean
    Sweep spentGoogleTokens(SpentTokens tokens, Clock clock) {
        return new Sweep(
                "Forgetting Google's expired tokens",
                EVERY,
                () -> tokens.deleteExpired(clock.instant().minus(EVERY)));
    }
}
