package dev.mainnet.gateway.limit;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts a request, tells where the caller stands, and ends here what is too much. */
@Component
final class RateLimitFilter implements PublicFilter {

    private final QuotasOfRequests quotas;
    private final RateLimiter limiter;
    private final Clock clock;

    RateLimitFilter(QuotasOfRequests quotas, RateLimiter limiter, Clock clock) {
        this.quotas = quotas;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Override
    public Step step() {
        return Step.LIMIT;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        return Flux.fromIterable(quotas.of(exchange))
                .concatMap(limiter::count, 1)
                .takeUntil(standing -> !standing.allowed())
                .reduce(Standing::tighter)
                .doOnNext(standing -> tell(exchange.getResponse().getHeaders(), standing))
                .filter(standing -> !standing.allowed())
                .flatMap(standing -> Mono.<Void>error(refusal(standing)))
                .switchIfEmpty(Mono.defer(() -> next.filter(exchange)));
    }

    private static void tell(HttpHeaders headers, Standing standing) {
        headers.set("X-RateLimit-Limit", String.valueOf(standing.limit()));
        headers.set("X-RateLimit-Remaining", String.valueOf(standing.remaining()));
        headers.set(
                "X-RateLimit-Reset",
                String.valueOf(standing.resetsAt().plusMillis(999).getEpochSecond()));
    }

    private ApiException refusal(Standing standing) {
        return new ApiException(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests")
                .withRetryAfter(Duration.between(clock.instant(), standing.resetsAt()));
    }
}
