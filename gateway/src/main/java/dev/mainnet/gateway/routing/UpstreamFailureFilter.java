package dev.mainnet.gateway.routing;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns a missing answer into the documented error. An answer that has begun can only be broken off. */
@Component
final class UpstreamFailureFilter implements GlobalFilter, Ordered {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(failure -> !exchange.getResponse().isCommitted(), failure -> {
                    // Headers of an answer that never came in full would belie the error's body.
                    ServerWebExchangeUtils.reset(exchange);
                    return BoundedRequest.of(exchange)
                            .filter(BoundedRequest::exceeded)
                            .<Throwable>map(BoundedRequest::tooLarge)
                            .orElseGet(() -> UpstreamFailure.told(failure));
                });
    }

    /** Around everything, also the writing of the answer. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
