package dev.mainnet.model.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import java.time.Duration;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.Flux;

/** What stands between one provider and everybody else: how many calls, how many attempts, and when it is left alone. */
record Safeguard(CircuitBreaker breaker, Bulkhead bulkhead, Retry retry) {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Calls of which each attempt is counted, and of which only those before the first text are repeated. */
    Flux<ChatResponse> guard(Flux<ChatResponse> attempt) {
        return attempt.transformDeferred(CircuitBreakerOperator.of(breaker))
                .transformDeferred(RetryOperator.of(retry))
                .transformDeferred(BulkheadOperator.of(bulkhead))
                .onErrorMap(this::failure);
    }

    private Throwable failure(Throwable cause) {
        return switch (cause) {
            case CallNotPermittedException e -> new UpstreamFailure.Busy(openFor());
            case BulkheadFullException e -> new UpstreamFailure.Busy(SOON);
            default -> cause;
        };
    }

    private Duration openFor() {
        return Duration.ofMillis(breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(1));
    }
}
