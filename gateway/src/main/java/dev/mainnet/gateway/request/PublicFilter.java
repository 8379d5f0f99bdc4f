package dev.mainnet.gateway.request;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** One step of a public request. Not a {@code WebFilter}, which would also see what comes through the management port. */
public interface PublicFilter {

    Step step();

    /** Goes on with {@code next}, or refuses with an {@link dev.mainnet.defaults.error.ApiException}. */
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next);
}
