package dev.mainnet.job;

import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Which paths need which scope. Workers hold tokens of their own, which {@code dispatch} checks. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    @Bean
    PublicPaths workersHaveTokensOfTheirOwn() {
        return PublicPaths.none().on(HttpMethod.POST, "/api/v1/workers").any("/api/v1/workers/*/leases/**");
    }

    @Bean
    ScopeRules jobsNeedTheScopeJobs() {
        return ScopeRules.none()
                .need("jobs", "/api/v1/**")
                .need("jobs", "/webhooks/**")
                .need("jobs", "/datasets/**")
                .need("jobs", "/training/**")
                .need("account", "/export");
    }
}
