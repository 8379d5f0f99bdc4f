package dev.mainnet.user.signingkey;

import dev.mainnet.defaults.secret.Seal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Under which key private keys are kept. */
@Configuration(proxyBeanMethods = false)
class SealConfiguration {

    @Bean
    Seal seal(SigningKeyProperties properties) {
        return new Seal(properties.encryptionKey());
    }
}
