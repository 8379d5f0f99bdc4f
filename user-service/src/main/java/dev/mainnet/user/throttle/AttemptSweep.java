package dev.mainnet.user.throttle;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets counters whose window has ended. */
@Configuration(proxyBeanMethods = false)
class AttemptSweep {

    @Bean
    Sweep attemptsSweep(Attempts attempts) {
        return new Sweep("Forgetting attempts", Duration.ofMinutes(1), attempts::deleteEnded);
    }
}
