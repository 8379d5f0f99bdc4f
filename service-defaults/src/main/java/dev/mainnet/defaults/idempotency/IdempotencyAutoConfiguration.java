package dev.mainnet.defaults.idempotency;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Idempotent POSTs for every service with a database. */
@AutoConfiguration(afterName = "dev.mainnet.outbox.OutboxAutoConfiguration")
@ConditionalOnClass({DatabaseClient.class, Sweep.class})
public class IdempotencyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    IdempotencyExclusions idempotencyExclusions() {
        return IdempotencyExclusions.none();
    }

    @Bean
    IdempotencyFilter idempotencyFilter(DatabaseClient database, IdempotencyExclusions exclusions) {
        return new IdempotencyFilter(new IdempotentRequests(database), exclusions);
    }

    @Bean
    Sweep idempotencySweep(DatabaseClient database) {
        IdempotentRequests requests = new IdempotentRequests(database);
        return new Sweep("Deleting old idempotent answers", Duration.ofMinutes(10), requests::deleteExpired);
    }
}
