package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Lets a worker, and nobody else, make the calls under its own id. */
@Component
@Order(-1)
class WorkerAuthentication implements WebFilter {

    /** The request attribute that holds the {@link Worker}. */
    static final String WORKER = "dev.mainnet.job.dispatch.worker";

    private static final PathPattern CALLS =
            PathPatternParser.defaultInstance.parse("/api/v1/workers/{id}/leases/{*rest}");

    private final Workers workers;
    private final WorkerTokens tokens;

    WorkerAuthentication(Workers workers, WorkerTokens tokens) {
        this.workers = workers;
        this.tokens = tokens;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        PathPattern.PathMatchInfo match = CALLS.matchAndExtract(path);
        if (match == null) {
            return chain.filter(exchange);
        }
        String authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return Mono.justOrEmpty(uuid(match.getUriVariables().getOrDefault("id", "")))
                .flatMap(workers::find)
                .filter(worker -> tokens.isOf(worker, authorization))
                .switchIfEmpty(
                        Mono.error(() -> new ApiException(ErrorCode.UNAUTHORIZED, "Invalid worker token; enrol again")))
                .flatMap(worker -> {
                    exchange.getAttributes().put(WORKER, worker);
                    return chain.filter(exchange);
                });
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
