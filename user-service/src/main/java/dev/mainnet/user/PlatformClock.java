package dev.mainnet.user;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The time of this instance, to the millisecond: what is stored and what is answered are then the same. */
@Configuration(proxyBeanMethods = false)
class PlatformClock {

    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }
}
