package dev.mainnet.model.registry;

import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes a model of an uploaded file, or keeps nothing of it. */
@Component
public class RegisterModel {

    private final InspectModel inspectModel;
    private final Models models;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Leftovers leftovers;

    RegisterModel(
            InspectModel inspectModel,
            Models models,
            Outbox outbox,
            TransactionalOperator transaction,
            Leftovers leftovers) {
        this.inspectModel = inspectModel;
        this.models = models;
        this.outbox = outbox;
        this.transaction = transaction;
        this.leftovers = leftovers;
    }

    /**
     * Registers the upload under that id; one that is registered already (a request that came twice) is answered as it is.
     *
     * @return an error {@code validation_error} when the file cannot be served
     */
    public Mono<Model> register(UUID id, UUID ownerId, Upload upload) {
        return register(id, ownerId, upload, null);
    }

    /** The same for a file that a training has made; it tells how. */
    public Mono<Model> register(UUID id, UUID ownerId, Upload upload, @Nullable Education education) {
        return inspectModel
                .inspect(id, upload.file().objectKey(), upload.labels())
                .map(signature -> new Model(
                        id,
                        ownerId,
                        upload.name(),
                        upload.description(),
                        signature,
                        upload.file(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        education))
                .flatMap(model -> keep(model, upload))
                .onErrorResume(failure -> leftovers.clear(id, upload.file()).then(Mono.error(failure)));
    }

    private Mono<Model> keep(Model model, Upload upload) {
        return models.insert(model)
                .flatMap(isNew -> isNew ? outbox.append(model.registered()).thenReturn(true) : Mono.just(false))
                .as(transaction::transactional)
                .flatMap(isNew -> isNew
                        ? Mono.just(model)
                        : leftovers.clear(upload.file()).then(models.find(model.ownerId(), model.id())));
    }
}
