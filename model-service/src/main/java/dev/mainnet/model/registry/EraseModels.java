package dev.mainnet.model.registry;

import dev.mainnet.contracts.ModelEvent.ModelDeleted;
import dev.mainnet.defaults.objectstore.LeftFiles;
import dev.mainnet.outbox.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes all models of an owner who is gone, within the caller's transaction; {@link LeftFiles} follow the commit. */
@Component
public class EraseModels {

    private final Models models;
    private final LeftFiles leftFiles;
    private final Outbox outbox;

    EraseModels(Models models, LeftFiles leftFiles, Outbox outbox) {
        this.models = models;
        this.leftFiles = leftFiles;
        this.outbox = outbox;
    }

    /** Until the transaction ends nobody deploys one of them. */
    public Mono<Void> lock(UUID ownerId) {
        return models.lockAllOf(ownerId);
    }

    /** Deletes them; nothing is built on them any more. */
    public Mono<Void> erase(UUID ownerId) {
        return models.deleteAllOf(ownerId)
                .collectList()
                .delayUntil(deleted -> leftFiles.add(
                        deleted.stream().map(Models.Deleted::objectKey).toList()))
                .flatMap(deleted -> outbox.appendAll(deleted.stream()
                        .map(model -> new ModelDeleted(model.id()))
                        .toList()));
    }
}
