package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ApiErrorHandler;
import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers errors on a dialect's paths in the dialect's shape: those of all later steps, and those of the services. */
@Component
final class DialectFilter implements PublicFilter {

    private final ApiErrorHandler errors;
    private final JsonMapper json;

    DialectFilter(ApiErrorHandler errors, JsonMapper json) {
        this.errors = errors;
        this.json = json;
    }

    @Override
    public Step step() {
        return Step.DIALECT;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        ServerHttpRequest request = exchange.getRequest();
        return Dialect.at(request.getPath().value())
                .map(dialect -> {
                    ServerWebExchange inDialect = exchange.mutate()
                            .response(new DialectResponse(exchange.getResponse(), dialect, request, json))
                            .build();
                    return next.filter(inDialect).onErrorResume(failure -> errors.handle(inDialect, failure));
                })
                .orElseGet(() -> next.filter(exchange));
    }
}
