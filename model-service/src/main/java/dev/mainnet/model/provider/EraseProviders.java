package dev.mainnet.model.provider;

import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes all providers of an owner who is gone, within the caller's transaction; nothing is built on them any more. */
@Component
public class EraseProviders {

    private final Providers providers;

    EraseProviders(Providers providers) {
        this.providers = providers;
    }

    /** Until the transaction ends nobody deploys one of them. */
    public Mono<Void> lock(UUID ownerId) {
        return providers.lockAllOf(ownerId);
    }

    public Mono<Void> erase(UUID ownerId) {
        return providers.deleteAllOf(ownerId);
    }
}
