package dev.mainnet.gateway.request;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets pages of other origins call the API with tokens they hold. No cookie is ever taken, so credentials stay off. */
@Component
final class Cors implements PublicFilter {

    private final CorsWebFilter cors;

    Cors(RequestProperties properties) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOriginPatterns(properties.allowedOrigins());
        if (properties.allowedOrigins().contains("*")) {
            rules.setAllowedOriginPatterns(null);
            rules.setAllowedOrigins(List.of("*"));
        }
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of("*"));
        rules.setExposedHeaders(List.of(
                "X-Request-Id",
                "X-RateLimit-Limit",
                "X-RateLimit-Remaining",
                "X-RateLimit-Reset",
                "Retry-After",
                "X-Mainnet-Cost",
                "X-Mainnet-Balance",
                "X-Mainnet-Input-Tokens",
                "X-Mainnet-Output-Tokens",
                "X-Device-Pass",
                "Idempotent-Replayed",
                "X-Should-Retry",
                "Location",
                "Content-Disposition",
                "WWW-Authenticate"));
        rules.setMaxAge(Duration.ofHours(1));
        this.cors = new CorsWebFilter(exchange -> rules);
    }

    @Override
    public Step step() {
        return Step.CORS;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        return cors.filter(exchange, next);
    }
}
