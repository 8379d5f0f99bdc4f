package dev.mainnet.job.batchprediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.job.balance.Balances;
import dev.mainnet.job.batchprediction.ChooseModel.Choice;
import dev.mainnet.job.catalogue.CatalogueModel;
import dev.mainnet.job.dataset.AwaitDataset;
import dev.mainnet.job.dataset.Dataset;
import dev.mainnet.job.dataset.Datasets;
import dev.mainnet.job.dataset.Format;
import dev.mainnet.job.dataset.TableDescription;
import dev.mainnet.job.lifecycle.Job;
import dev.mainnet.job.lifecycle.Price;
import dev.mainnet.job.lifecycle.SubmitJob;
import dev.mainnet.job.lifecycle.Work;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Submits the prediction of every row of a dataset as a job. */
@Component
class RequestBatchPrediction {

    static final String KIND = "batch_prediction";

    /** What the executor is told. */
    record Parameters(List<String> columns, String delimiter, long rows, int rowsPerRequest, List<String> labels) {}

    private final AwaitDataset awaitDataset;
    private final Datasets datasets;
    private final Balances balances;
    private final BatchSettings settings;
    private final SubmitJob submitJob;
    private final TransactionalOperator transaction;
    private final JsonMapper json;

    RequestBatchPrediction(
            AwaitDataset awaitDataset,
            Datasets datasets,
            Balances balances,
            BatchSettings settings,
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
     * @param columns the feature columns in the model's order; nothing leaves the choice to {@link FeatureColumns}
     * @return an error of {@link ApiException}: 400 where model and dataset do not fit, 402, 404, 409 while the dataset is read
     */
    Mono<Job> request(Identity me, Choice choice, UUID datasetId, Optional<List<String>> columns) {
        return awaitDataset.await(me.accountId(), datasetId).flatMap(dataset -> {
            TableDescription content = tableOf(dataset);
            Price price = price(content, choice);
            balances.refuseTooDear(
                    me,
                    price.totalMicro(),
                    "The job costs more than this API key may spend",
                    "There are not enough credits for this job");
            Work.WithInputs work = work(choice.model(), dataset, content, columns);
            return OperationId.current().flatMap(id -> submit(id, me, work, datasetId, price));
        });
    }

    /** Keeps the dataset from being deleted between the look at it and the job's row. */
    private Mono<Job> submit(UUID id, Identity me, Work.WithInputs work, UUID datasetId, Price price) {
        return datasets.findAndKeep(me.accountId(), datasetId)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Dataset")))
                .flatMap(dataset -> submitJob.submit(id, me, work, price))
                .as(transaction::transactional);
    }

    private static TableDescription tableOf(Dataset dataset) {
        if (dataset.content() instanceof TableDescription table && dataset.format() == Format.CSV) {
            return table;
        }
        throw ApiException.invalid("dataset_id", "is no CSV file");
    }

    private Price price(TableDescription content, Choice choice) {
        try {
            return settings.price(content.rows(), choice.perRequestMicro(), choice.earner());
        } catch (ArithmeticException e) {
            throw ApiException.invalid("dataset_id", "has more rows than can be paid at that price");
        }
    }

    private Work.WithInputs work(
            CatalogueModel model, Dataset dataset, TableDescription content, Optional<List<String>> columns) {
        List<String> chosen =
                new FeatureColumns(InputLayout.of(model.inputs()), model.features(), content).choose(columns);
        Parameters parameters = new Parameters(
                chosen, String.valueOf(content.delimiter()), content.rows(), settings.rowsPerRequest(), model.labels());
        return new Work.WithInputs(
                new Work(KIND, json.writeValueAsString(parameters), Optional.of(dataset.id())),
                List.of(
                        new Work.Input("model", model.objectKey(), model.sizeBytes(), model.sha256()),
                        new Work.Input(
                                "dataset",
                                dataset.file().key(),
                                dataset.file().size(),
                                dataset.file().sha256())));
    }
}
