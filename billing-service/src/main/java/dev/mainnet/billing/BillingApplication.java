package dev.mainnet.billing;

import dev.mainnet.defaults.idempotency.IdempotencyExclusions;
import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** The credit ledger: who owns what, what is set aside for jobs, who earned it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BillingApplication {

    private static final String WEBHOOK = "/api/v1/billing/stripe/webhook";

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(BillingApplication.class, args);
    }

    /** Stripe signs its events, a payer's browser comes back without a token, and prices are for everybody. */
    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.none()
                .on(HttpMethod.POST, WEBHOOK)
                .any("/payment/**")
                .on(HttpMethod.GET, "/api/v1/billing/prices");
    }

    /** An event has an id of its own, under which it takes effect once. */
    @Bean
    IdempotencyExclusions idempotencyExclusions() {
        return new IdempotencyExclusions(Set.of(WEBHOOK));
    }

    /**
     * API keys never hold the scope {@code account}, so buying, and what an administrator does, needs a signed-in session.
     */
    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none()
                .need("account", "/api/v1/billing/users/**")
                .need("account", "/api/v1/billing/reconciliation")
                .need("account", "/api/v1/billing/checkout")
                .need("account", "/api/payment/**")
                .need("account", "/api/v1/billing/audit")
                .need("account", "/export")
                .need("billing", "/api/v1/billing/**");
    }
}
