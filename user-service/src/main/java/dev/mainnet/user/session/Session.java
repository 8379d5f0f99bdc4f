package dev.mainnet.user.session;

import dev.mainnet.contracts.UserEvent.SessionRevoked;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in and all tokens that follow from it.
 *
 * @param lastSeenAt when tokens were given out last
 * @param expiresAt when it ends by itself unless it is refreshed
 * @param accessExpiresAt when the last of its access tokens expires
 * @param endedAt when it was ended before its time
 */
record Session(
        UUID id,
        UUID accountId,
        Origin origin,
        SessionLifetimes lifetimes,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Instant accessExpiresAt,
        @Nullable Instant endedAt) {

    static Session begin(UUID id, UUID accountId, Origin origin, SessionLifetimes lifetimes, Instant now) {
        return new Session(id, accountId, origin, lifetimes, now, now, now, now, null);
    }

    boolean isAlive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** Is given new tokens, and by that a new span of life. */
    Session renew(Instant now) {
        return new Session(
                id,
                accountId,
                origin,
                lifetimes,
                createdAt,
                now,
                now.plus(lifetimes.refresh()),
                later(accessExpiresAt, now.plus(lifetimes.access())),
                null);
    }

    Session end(Instant now) {
        return new Session(id, accountId, origin, lifetimes, createdAt, lastSeenAt, expiresAt, accessExpiresAt, now);
    }

    /** Says that its tokens are dead, and until when that must be remembered. */
    SessionRevoked revocation() {
        return new SessionRevoked(id, accountId, accessExpiresAt);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
