package dev.mainnet.user.signingkey;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks every minute whether a rotation is due. */
@Configuration(proxyBeanMethods = false)
class SigningKeyRotation {

    @Bean
    Sweep signingKeySweep(RotateSigningKeys rotateSigningKeys) {
        return new Sweep("Rotating signing keys", Duration.ofMinutes(1), rotateSigningKeys::rotateIfDue);
    }
}
