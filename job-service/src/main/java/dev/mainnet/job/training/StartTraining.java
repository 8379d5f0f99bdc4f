package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.job.balance.Balances;
import dev.mainnet.job.dataset.AwaitDataset;
import dev.mainnet.job.dataset.Dataset;
import dev.mainnet.job.dataset.Datasets;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.Price;
import dev.mainnet.job.lifecycle.SubmitJob;
import dev.mainnet.job.lifecycle.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Submits the training of a network on a dataset as a job. */
@Component
class StartTraining {

    private final AwaitDataset awaitDataset;
    private final Datasets datasets;
    private final Balances balances;
    private final TrainingSettings settings;
    private final SubmitJob submitJob;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    StartTraining(
            AwaitDataset awaitDataset,
            Datasets datasets,
            Balances balances,
            TrainingSettings settings,
            SubmitJob submitJob,
            TransactionalOperator transaction,
            JsonMapper json) {
        this.awaitDataset = awaitDataset;
        this.datasets = datasets;
        this.balances = balances;
        this.settings = settings;
        this.submitJob = submitJob;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Submits the job.
     *
     * @return an error of {@link ApiException}: 400 where network and dataset do not fit, 402, 404, 409 while the dataset is read, 429
     */
    Mono<Job> start(Identity me, TrainingRequest request) {
        return awaitDataset.await(me.accountId(), request.datasetId()).flatMap(dataset -> {
            Instructions instructions = new Curriculum(request, dataset).instructions();
            Price price = settings.price(Duration.ofSeconds(instructions.estimatedSeconds()));
            balances.refuseTooDear(
                    me,
                    price.totalMicro(),
                    "The training may cost more than this API key may spend",
                    "There are not enough credits for this training");
            return OperationId.current().flatMap(id -> submit(id, me, dataset, instructions, price));
        });
    }

    /** Keeps the dataset from being deleted between the look at it and the job's row. */
    private Mono<Job> submit(UUID id, Identity me, Dataset dataset, Instructions instructions, Price price) {
        Work.WithInputs work = new Work.WithInputs(
                new Work(PublishModel.KIND, json.writeValueAsString(instructions), Optional.of(dataset.id())),
                List.of(new Work.Input(
                        "dataset",
                        dataset.file().key(),
                        dataset.file().size(),
                        dataset.file().sha256())));
        return datasets.findAndKeep(me.accountId(), dataset.id())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Dataset")))
                .flatMap(kept -> submitJob.submit(id, me, work, price, settings.atOncePerAccount()))
                .as(transaction::transactional);
    }
}
