package dev.mainnet.defaults.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.filter.reactive.ServerWebExchangeContextFilter;
import tools.jackson.databind.json.JsonMapper;

/** The audit log, for services that import it and have its table. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

    @Bean
    RecordAudit recordAudit(DatabaseClient database, JsonMapper json) {
        return new RecordAudit(new AuditLog(database, json));
    }

    @Bean
    ListAudit listAudit(DatabaseClient database, JsonMapper json) {
        return new ListAudit(new AuditLog(database, json));
    }

    /** Lets {@link RecordAudit} find the request that it works for, so that no use case has to pass its id on. */
    @Bean
    ServerWebExchangeContextFilter exchangeInContext() {
        return new ServerWebExchangeContextFilter();
    }
}
