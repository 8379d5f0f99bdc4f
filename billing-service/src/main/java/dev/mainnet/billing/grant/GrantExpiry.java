package dev.mainnet.billing.grant;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for ended grants every few seconds. Several instances may do so at once: the locks decide. */
@Configuration(proxyBeanMethods = false)
class GrantExpiry {

    @Bean
    Sweep grantSweep(ExpireGrants expireGrants) {
        return new Sweep("Expiring grants", Duration.ofSeconds(10), () -> expireGrants.expire(Instant.now()));
    }
}
