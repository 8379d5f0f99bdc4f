package dev.mainnet.gateway.limit;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The bytes of bodies that are held back until they have said which model they ask. All have a bound together, and each account a share
 * of it, so that nobody stops the others by sending slowly. Small bodies count for their account alone, and apart from its large ones:
 * they pass however full it is.
 */
@Component
final class HeldBodies {

    private static final long SMALL = DataSize.ofKilobytes(64).toBytes();
    private static final Duration SOON = Duration.ofSeconds(1);

    private final long most;
    private final long mostOfAccount;
    private final AtomicLong large = new AtomicLong();
    private final Map<Share, Long> shares = new ConcurrentHashMap<>();

    private record Share(UUID accountId, boolean small) {}

    HeldBodies(LimitProperties limits) {
        this.most = limits.heldBodies().toBytes();
        this.mostOfAccount = limits.heldBodiesOfAccount().toBytes();
    }

    /** Begins to hold a body. */
    Body of(UUID accountId) {
        return new Body(accountId);
    }

    /** How much is held of large bodies. */
    long large() {
        return large.get();
    }

    /** Whether nothing is held. */
    boolean isEmpty() {
        return shares.isEmpty();
    }

    /** What is held of one request. */
    final class Body {

        private final UUID accountId;
        private long bytes;

        private Body(UUID accountId) {
            this.accountId = accountId;
        }

        /**
         * Holds more of it.
         *
         * @throws ApiException when its account, or all together, send too much at once; what came until then is held until
         *     {@link #release()}
         */
        synchronized void add(int more) {
            long before = bytes;
            bytes += more;
            if (isSmall(before) == isSmall(bytes)) {
                hold(more);
            } else {
                shares.compute(new Share(accountId, true), (share, held) -> less(held, before));
                hold(bytes);
            }
        }

        /** Holds nothing of it any more. */
        synchronized void release() {
            long before = bytes;
            bytes = 0;
            if (before > 0) {
                shares.compute(new Share(accountId, isSmall(before)), (share, held) -> less(held, before));
            }
            if (!isSmall(before)) {
                large.addAndGet(-before);
            }
        }

        private void hold(long more) {
            boolean small = isSmall(bytes);
            long ofAccount = shares.merge(new Share(accountId, small), more, Long::sum);
            long ofAll = small ? 0 : large.addAndGet(more);
            if (ofAccount > mostOfAccount) {
                throw new ApiException(
                                ErrorCode.RATE_LIMIT_EXCEEDED, "Too many large requests of this account are under way")
                        .withRetryAfter(SOON);
            }
            if (ofAll > most) {
                throw new ApiException(ErrorCode.UNAVAILABLE, "Too many large requests are under way")
                        .withRetryAfter(SOON);
            }
        }
    }

    private static boolean isSmall(long bytes) {
        return bytes <= SMALL;
    }

    private static @Nullable Long less(@Nullable Long held, long bytes) {
        return held == null || held <= bytes ? null : held - bytes;
    }
}
