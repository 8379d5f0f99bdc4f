package dev.mainnet.user.export;

import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancedExchangeFilterFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Finds instances of the other services by discovery. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    OtherServices otherServices(LoadBalancedExchangeFilterFunction byServiceName, ExportProperties properties) {
        return new OtherServices(WebClient.builder().filter(byServiceName), properties);
    }
}
