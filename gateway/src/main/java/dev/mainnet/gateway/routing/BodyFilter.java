package dev.mainnet.gateway.routing;

import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a body that announces to be too large, and watches every other. */
@Component
final class BodyFilter implements PublicFilter {

    private final BodyBounds bounds;

    BodyFilter(BodyBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public Step step() {
        return Step.BODY;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        long maxBytes = bounds.of(exchange.getRequest());
        if (exchange.getRequest().getHeaders().getContentLength() > maxBytes) {
            return Mono.error(BoundedRequest.tooLarge(maxBytes));
        }
        BoundedRequest request = new BoundedRequest(exchange.getRequest(), maxBytes);
        exchange.getAttributes().put(BoundedRequest.class.getName(), request);
        return next.filter(exchange.mutate().request(request).build());
    }
}
