package dev.mainnet.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sessions that ended before their tokens. Each is remembered for as long as one of its tokens would still pass; none is dropped before. */
@Component
final class RevokedSessions {

    /** After the last token's end by any clock. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Cache<UUID, Instant> expiryById;

    RevokedSessions(Clock clock) {
        this.expiryById = Caffeine.newBuilder()
                .expireAfter(Expiry.creating(
                        (UUID id, Instant expires) -> Duration.between(clock.instant(), expires.plus(MARGIN))))
                .build();
    }

    void apply(Event event) {
        if (event instanceof SessionRevoked revoked) {
            expiryById.put(revoked.sessionId(), revoked.expiresAt());
        }
    }

    boolean contains(UUID sessionId) {
        return expiryById.getIfPresent(sessionId) != null;
    }
}
