package dev.mainnet.user.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;

/** Lets {@link RecordAudit} find the request that it works for, so that no use case has to pass its id on. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    ServerWebExchangeContextFilter exchangeInContext() {
        return new ServerWebExchangeContextFilter();
    }
}
