package dev.mainnet.model;

import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What anybody may read, and which scope the rest needs. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.none()
                .on(HttpMethod.GET, "/api/v1/hub")
                .on(HttpMethod.GET, "/api/v1/hub/*/*")
                .on(HttpMethod.GET, "/api/v1/invoke/*/*/openapi.json")
                .on(HttpMethod.GET, "/api/deploy/options");
    }

    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none()
                .need("models", "/api/v1/models/**")
                .need("models", "/models/**")
                .need("models", "/api/v1/deployments/**")
                .need("models", "/api/v1/providers/**")
                .need("invoke", "/api/v1/invoke/*/*")
                .need("invoke", "/v1/**")
                .need("invoke", "/api/deploy/invoke/*/*")
                .need("models", "/api/deploy")
                .need("models", "/api/deploy/")
                .need("account", "/export");
    }
}
