package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.job.lifecycle.Jobs;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Removes a dataset and its file, unless a job still needs it. */
@Component
class DeleteDataset {

    private final Datasets datasets;
    private final Jobs jobs;
    private final ObjectStore objects;
    private final TransactionalOperator transaction;

    DeleteDataset(Datasets datasets, Jobs jobs, ObjectStore objects, TransactionalOperator transaction) {
        this.datasets = datasets;
        this.jobs = jobs;
        this.objects = objects;
        this.transaction = transaction;
    }

    /** @return an error of {@link ApiException}: 404, or 409 while a job uses it */
    Mono<Void> delete(UUID ownerId, UUID id) {
        return datasets.lock(ownerId, id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Dataset")))
                .delayUntil(dataset -> refuseIfInUse(id))
                .delayUntil(dataset -> datasets.delete(id))
                .as(transaction::transactional)
                .flatMap(dataset -> objects.delete(dataset.file().key()));
    }

    private Mono<Void> refuseIfInUse(UUID id) {
        return jobs.anyUnfinishedOn(id)
                .filter(used -> used)
                .flatMap(used -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT, "A job that is not over uses this dataset; cancel it first")));
    }
}
