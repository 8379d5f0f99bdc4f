package dev.mainnet.gateway.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The limits of one gateway by itself. A window begins with its first request. Bounded: when too many holders are active the least
 * recently seen begin anew.
 */
@Component
final class InMemoryRateLimiter implements RateLimiter {

    private static final int MAX_HOLDERS = 200_000;
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final LoadingCache<Holder, Window> windows;
    private final Clock clock;

    private record Holder(String name, Duration window) {}

    InMemoryRateLimiter(Clock clock) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MAX_HOLDERS)
                .expireAfterAccess(LONGEST_WINDOW.plusMinutes(1))
                .build(holder -> new Window(holder, new Ticks(clock)));
    }

    @Override
    public Mono<Standing> count(Quota quota) {
        return Mono.fromSupplier(() -> {
            ConsumptionProbe probe =
                    windows.get(new Holder(quota.holder(), quota.window())).count(quota.requests());
            return new Standing(
                    probe.isConsumed(),
                    quota.requests(),
                    probe.getRemainingTokens(),
                    clock.instant().plusNanos(probe.getNanosToWaitForReset()));
        });
    }

    /** The clock as buckets read it. */
    private record Ticks(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    private static final class Window {

        private final Duration length;
        private final Bucket bucket;
        private long requests = 1;

        Window(Holder holder, TimeMeter time) {
            this.length = holder.window();
            this.bucket = Bucket.builder()
                    .withCustomTimePrecision(time)
                    .addLimit(each(requests))
                    .build();
        }

        synchronized ConsumptionProbe count(long allowed) {
            if (allowed != requests) {
                bucket.replaceConfiguration(
                        BucketConfiguration.builder().addLimit(each(allowed)).build(),
                        TokensInheritanceStrategy.ADDITIVE);
                requests = allowed;
            }
            return bucket.tryConsumeAndReturnRemaining(1);
        }

        private Bandwidth each(long tokens) {
            return Bandwidth.builder()
                    .capacity(tokens)
                    .refillIntervally(tokens, length)
                    .build();
        }
    }
}
