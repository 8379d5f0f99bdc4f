package dev.mainnet.model.provider;

import dev.mainnet.defaults.secret.Seal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Under which key credentials are kept. */
@Configuration(proxyBeanMethods = false)
class SealConfiguration {

    @Bean
    Seal seal(ProviderSettings settings) {
        return new Seal(settings.encryptionKey());
    }
}
