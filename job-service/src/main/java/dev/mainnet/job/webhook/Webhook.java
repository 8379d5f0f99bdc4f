package dev.mainnet.job.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An address of its owner's that is told of some events. Its secret is not part of it: only deliveries need that. */
record Webhook(UUID id, UUID ownerId, URI url, List<WebhookEvent> events, Standing standing, Instant createdAt) {

    /** Whether it is told anything. */
    sealed interface Standing {}

    /** @param failingSince since when every attempt has failed; nothing while they succeed */
    record Active(Optional<Instant> failingSince) implements Standing {}

    /** Told nothing until its owner says so. */
    record Disabled(Reason reason) implements Standing {}

    /** Why a webhook is disabled. */
    enum Reason {
        /** Its owner wants it so. */
        OWNER,
        /** The receiver answered 410. */
        GONE,
        /** Attempts have failed for days. */
        FAILING
    }

    /**
     * What its owner wants different; nothing leaves a part as it is.
     *
     * @param secret the one that signs from now on; the one before signs as well for a day, so that the receiver can change its own
     */
    record Change(
            Optional<URI> url,
            Optional<List<WebhookEvent>> events,
            Optional<SigningSecret> secret,
            Optional<Boolean> active) {}

    Webhook {
        events = List.copyOf(events);
    }

    static Webhook created(UUID id, UUID ownerId, URI url, List<WebhookEvent> events, Instant now) {
        return new Webhook(id, ownerId, url, events, new Active(Optional.empty()), now);
    }

    /** As its owner wants it. One that is enabled again, or has another address, begins without a record of failures. */
    Webhook changed(Change change) {
        return new Webhook(
                id,
                ownerId,
                change.url().orElse(url),
                change.events().orElse(events),
                standing(change.active(), change.url().isPresent()),
                createdAt);
    }

    private Standing standing(Optional<Boolean> active, boolean movedAway) {
        return switch (standing) {
            case Active was when active.orElse(true) -> movedAway ? new Active(Optional.empty()) : was;
            case Active was -> new Disabled(Reason.OWNER);
            case Disabled was -> active.orElse(false) ? new Active(Optional.empty()) : was;
        };
    }
}
