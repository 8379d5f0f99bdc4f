package dev.mainnet.model.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The {@link Safeguard} of each provider, and its metrics, as long as the provider is called. */
@Component
final class Safeguards {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final int MOST = 1_000;

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final RetryRegistry retries;
    private final UpstreamSettings settings;
    private final Cache<UUID, Safeguard> safeguards;

    Safeguards(UpstreamSettings settings, MeterRegistry meters) {
        this.settings = settings;
        breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.breakerCalls())
                .minimumNumberOfCalls(Math.ceilDiv(settings.breakerCalls(), 2))
                .failureRateThreshold(settings.breakerFailurePercent())
                .waitDurationInOpenState(settings.breakerOpen())
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(Safeguards::isTheProvidersFault)
                .build());
        bulkheads = BulkheadRegistry.of(BulkheadConfig.custom()
                .maxConcurrentCalls(settings.maxCalls())
                .maxWaitDuration(Duration.ZERO)
                .build());
        retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .retryOnException(this::isWorthAnother)
                .intervalBiFunction(
                        (attempt, outcome) -> pause(attempt, outcome).toMillis())
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
        safeguards = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(REMEMBERED)
                .executor(Runnable::run)
                .removalListener(this::removed)
                .build();
    }

    Safeguard of(UUID providerId) {
        return safeguards.get(providerId, id -> {
            String name = id.toString();
            return new Safeguard(breakers.circuitBreaker(name), bulkheads.bulkhead(name), retries.retry(name));
        });
    }

    /** An entry that has expired is told of after the one that took its place was made. */
    private void removed(@Nullable UUID id, @Nullable Safeguard safeguard, RemovalCause cause) {
        if (id != null && safeguards.getIfPresent(id) == null) {
            String name = id.toString();
            breakers.remove(name);
            bulkheads.remove(name);
            retries.remove(name);
        }
    }

    /** Too many calls and wrong credentials are not counted: leaving it alone would help with neither. */
    private static boolean isTheProvidersFault(Throwable failure) {
        return failure instanceof UpstreamFailure.Failed
                || failure instanceof UpstreamFailure.TimedOut
                || failure instanceof UpstreamFailure.BrokenOff;
    }

    private boolean isWorthAnother(Throwable failure) {
        return switch (failure) {
            case UpstreamFailure.Failed failed -> failed.isPassing();
            case UpstreamFailure.Busy busy -> busy.retryAfter().compareTo(settings.maxRetryWait()) <= 0;
            default -> false;
        };
    }

    /** As long as the provider asks for, or twice as long each time; with some chance, so that not all come back at once. */
    private Duration pause(int attempt, Either<Throwable, @Nullable Object> outcome) {
        Duration asked = outcome.isLeft() && outcome.getLeft() instanceof UpstreamFailure.Busy busy
                ? busy.retryAfter()
                : Duration.ZERO;
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        Duration pause = own.compareTo(settings.maxRetryWait()) < 0 ? own : settings.maxRetryWait();
        return asked.isZero()
                ? pause.multipliedBy(ThreadLocalRandom.current().nextInt(50, 101))
                        .dividedBy(100)
                : asked;
    }
}
