package dev.mainnet.defaults.egress;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The guarded way out; it makes nothing until somebody uses it. */
@AutoConfiguration
@EnableConfigurationProperties(EgressProperties.class)
public class EgressAutoConfiguration {

    @Bean
    Egress egress(EgressProperties properties) {
        return new Egress(properties.allowPrivate());
    }
}
