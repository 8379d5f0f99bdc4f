package dev.mainnet.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of {@value Topics#USER_EVENTS}. They carry no e-mail address: no consumer needs it. */
public sealed interface UserEvent extends Event {

    /** The account that the event is about. */
    UUID accountId();

    @Override
    default String key() {
        return accountId().toString();
    }

    /**
     * An account was made.
     *
     * @param welcome whether it gets the welcome credits; null, as in events of earlier versions, is yes
     */
    record UserRegistered(
            UUID accountId,
            String username,
            Instant registeredAt,
            @Nullable Boolean welcome) implements UserEvent {

        public UserRegistered(UUID accountId, String username, Instant registeredAt) {
            this(accountId, username, registeredAt, null);
        }

        public boolean grantsWelcome() {
            return !Boolean.FALSE.equals(welcome);
        }
    }

    /**
     * A session ended before its time; its access tokens are dead.
     *
     * @param expiresAt when the last access token of the session would have expired by itself, and the revocation may be forgotten
     */
    record SessionRevoked(UUID sessionId, UUID accountId, Instant expiresAt) implements UserEvent {}

    /** An account was deleted: whoever keeps something about the person erases it, and keeps what the books need. */
    record UserDeleted(UUID accountId, Instant deletedAt) implements UserEvent {}
}
