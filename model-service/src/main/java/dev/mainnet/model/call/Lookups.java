package dev.mainnet.model.call;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * Lets a few lookups at a time use the database. A caller that goes away leaves the queue; a lookup that has begun is finished, since a
 * query that is broken off takes its connection with it.
 */
@Component
public class Lookups implements AutoCloseable {

    private final InstrumentedPool<Integer> permits;
    private final Duration patience;

    Lookups(CallSettings settings) {
        patience = settings.lookupPatience();
        permits = PoolBuilder.from(Mono.just(1))
                .sizeBetween(0, settings.lookupsAtOnce())
                .maxPendingAcquire(settings.lookupsWaiting())
                .buildPool();
    }

    /** What the lookup finds. Errors: {@code unavailable} when too many wait, or this one has for too long. */
    public <T> Mono<T> queued(Mono<T> lookup) {
        return permits.acquire(patience)
                .onErrorMap(Lookups::isRefusal, Lookups::busy)
                .flatMap(permit -> Mono.usingWhen(Mono.just(permit), held -> lookup, PooledRef::release)
                        .cache());
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof PoolAcquirePendingLimitException || failure instanceof PoolAcquireTimeoutException;
    }

    private static ApiException busy(Throwable refusal) {
        return new ApiException(ErrorCode.UNAVAILABLE, "Too many calls begin at once")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    @Override
    public void close() {
        permits.dispose();
    }
}
