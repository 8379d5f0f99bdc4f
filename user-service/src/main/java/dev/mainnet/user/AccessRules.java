package dev.mainnet.user;

import dev.mainnet.defaults.idempotency.IdempotencyExclusions;
import dev.mainnet.defaults.identity.PublicPaths;
import dev.mainnet.defaults.identity.ScopeRules;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may call what, by path. An API key never holds the scope {@code account}, so none can make another key. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    /** What the dialects let somebody do who is not signed in. */
    private static final List<String> DIALECTS = List.of(
            "/atlas/auth/sign-up",
            "/atlas/auth/sign-in",
            "/atlas/auth/sign-In",
            "/atlas/auth/google",
            "/atlas/auth/confirmation-emails/resend",
            "/atlas/auth/reset-password",
            "/atlas/refresh/accessToken",
            "/api/auth/*",
            "/auth/*",
            "/api/v1/auth/*",
            "/kraken/auth/sign-in");

    @Bean
    PublicPaths publicPaths() {
        PublicPaths open = PublicPaths.none()
                .on(HttpMethod.POST, "/user/auth/**")
                .on(HttpMethod.GET, "/user/auth/password/reset")
                .on(HttpMethod.GET, "/.well-known/jwks.json")
                .on(HttpMethod.GET, "/atlas/auth/confirm-email")
                .on(HttpMethod.GET, "/atlas/auth/confirm-invite-email")
                .on(HttpMethod.GET, "/atlas/role")
                .on(HttpMethod.GET, "/atlas/version");
        for (String path : DIALECTS) {
            open = open.on(HttpMethod.POST, path);
        }
        return open;
    }

    @Bean
    ScopeRules scopeRules() {
        return ScopeRules.none().need("account", "/user/**").need("account", "/atlas/**");
    }

    /** Among them is whatever answers a token: no answer with one is kept. */
    @Bean
    IdempotencyExclusions neitherCreateNorSpend() {
        return new IdempotencyExclusions(Set.of(
                "/user/auth/login",
                "/user/auth/refresh",
                "/user/auth/logout",
                "/user/auth/google",
                "/atlas/auth/sign-in",
                "/atlas/auth/sign-In",
                "/atlas/auth/google",
                "/atlas/refresh/accessToken",
                "/api/auth/login",
                "/api/auth/signup",
                "/auth/login",
                "/auth/refresh",
                "/api/v1/auth/login",
                "/api/v1/auth/refresh",
                "/kraken/auth/sign-in"));
    }
}
