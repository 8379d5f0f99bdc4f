package dev.mainnet.gateway.routing;

import java.util.Optional;
import java.util.Set;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.Response;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Tries another instance when one is dead, wherever that cannot do anything twice. */
@Component
final class OtherInstanceFilter implements GlobalFilter, Ordered {

    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private final FailedInstances failed;
    private final int attempts;

    OtherInstanceFilter(FailedInstances failed, RoutingProperties properties) {
        this.failed = failed;
        this.attempts = properties.attempts();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange)
                .doOnError(failure -> remember(exchange, UpstreamFailure.of(failure)))
                .retryWhen(Retry.max(attempts - 1L)
                        .filter(failure -> mayTryAgain(exchange, UpstreamFailure.of(failure)))
                        .doBeforeRetry(signal -> ServerWebExchangeUtils.reset(exchange))
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
    }

    private void remember(ServerWebExchange exchange, UpstreamFailure failure) {
        if (failure == UpstreamFailure.UNREACHABLE) {
            Optional.<Response<ServiceInstance>>ofNullable(
                            exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_LOADBALANCER_RESPONSE_ATTR))
                    .map(Response::getServer)
                    .ifPresent(failed::add);
        }
    }

    private static boolean mayTryAgain(ServerWebExchange exchange, UpstreamFailure failure) {
        boolean bodyIsWhole = BoundedRequest.of(exchange).stream().noneMatch(BoundedRequest::begun);
        return !exchange.getResponse().isCommitted()
                && bodyIsWhole
                && (failure == UpstreamFailure.UNREACHABLE
                        || (failure == UpstreamFailure.BROKEN_OFF && isIdempotent(exchange.getRequest())));
    }

    private static boolean isIdempotent(ServerHttpRequest request) {
        return IDEMPOTENT.contains(request.getMethod()) || request.getHeaders().containsHeader("Idempotency-Key");
    }

    /** Before the service's name becomes an instance's address, so that each attempt chooses anew. */
    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER - 1;
    }
}
