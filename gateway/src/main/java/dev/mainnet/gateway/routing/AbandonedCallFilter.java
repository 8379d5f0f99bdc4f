package dev.mainnet.gateway.routing;

import dev.mainnet.defaults.egress.CancelledCalls;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets go of the service at whatever moment the caller goes away: also between the head of the answer and its body. */
@Component
final class AbandonedCallFilter implements GlobalFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return CancelledCalls.disconnect(chain.filter(exchange));
    }

    /** Around the writing of the answer. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
