package dev.mainnet.user;

import dev.mainnet.defaults.idempotency.IdempotencyExclusions;
import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call what, by path. An API key never holds the scope {@code account}, so none can make another key. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.none()
                .on(HttpMethod.POST, "/user/auth/**")
                .on(HttpMethod.GET, "/.well-known/jwks.json")
                .on(HttpMethod.GET, "/atlas/role")
                .on(HttpMethod.GET, "/atlas/auth/confirm-invite-email");
    }

    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none().need("account", "/user/**").need("account", "/atlas/**");
    }

    @Bean
    IdempotencyExclusions neitherCreateNorSpend() {
        return new IdempotencyExclusions(Set.of("/user/auth/login", "/user/auth/refresh", "/user/auth/logout"));
    }
}
