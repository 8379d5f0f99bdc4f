package dev.mainnet.billing;

import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** The credit ledger: who owns what, what is set aside for jobs, who earned it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BillingApplication {

    /** Starts the service. */
    public static void main(String[] args) {
        SpringApplication.run(BillingApplication.class, args);
    }

    /** Prices are for everybody. */
    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.none().on(HttpMethod.GET, "/api/v1/billing/prices");
    }

    /** API keys never hold the scope {@code account}, so what an administrator does needs a signed-in session. */
    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none()
                .need("account", "/api/v1/billing/users/**")
                .need("account", "/api/v1/billing/reconciliation")
                .need("account", "/api/v1/billing/audit")
                .need("billing", "/api/v1/billing/**");
    }
}
