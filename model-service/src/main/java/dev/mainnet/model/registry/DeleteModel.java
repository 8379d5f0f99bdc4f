package dev.mainnet.model.registry;

import dev.mainnet.contracts.ModelEvent.ModelDeleted;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Deletes a model that nothing uses: its row and the event in one commit, its file after that. */
@Component
class DeleteModel {

    private final Models models;
    private final ModelUses modelUses;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Leftovers leftovers;

    DeleteModel(
            Models models, ModelUses modelUses, Outbox outbox, TransactionalOperator transaction, Leftovers leftovers) {
        this.models = models;
        this.modelUses = modelUses;
        this.outbox = outbox;
        this.transaction = transaction;
        this.leftovers = leftovers;
    }

    /** Deletes; an error {@code not_found} for another's model, {@code conflict} for one in use. */
    Mono<Void> delete(UUID ownerId, UUID id) {
        return models.find(ownerId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")))
                .flatMap(model -> modelUses
                        .usesOf(id)
                        .filter(List::isEmpty)
                        .switchIfEmpty(inUse(id))
                        .flatMap(none -> deleteRow(id))
                        .then(leftovers.clear(id, model.file())));
    }

    private Mono<Void> deleteRow(UUID id) {
        return models.delete(id)
                .filter(deleted -> deleted)
                .flatMap(deleted -> outbox.append(new ModelDeleted(id)))
                .as(transaction::transactional)
                // Deployed since the question above: the foreign key knows.
                .onErrorResume(
                        DataIntegrityViolationException.class, e -> inUse(id).then());
    }

    private <T> Mono<T> inUse(UUID id) {
        return modelUses
                .usesOf(id)
                .flatMap(uses -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT,
                        "The model is in use by " + String.join(", ", uses) + "; delete these first")));
    }
}
