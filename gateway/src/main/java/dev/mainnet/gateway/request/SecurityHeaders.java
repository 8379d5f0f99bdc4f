package dev.mainnet.gateway.request;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The same security headers on every answer, whichever service gives it and whatever it sets itself. */
@Component
final class SecurityHeaders implements PublicFilter {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    @Override
    public Step step() {
        return Step.SECURITY_HEADERS;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            HEADERS.forEach(headers::set);
            headers.set("Content-Security-Policy", ContentPolicy.of(exchange));
            return Mono.empty();
        });
        return next.filter(exchange);
    }
}
