package dev.mainnet.job.dataset;

import dev.mainnet.defaults.objectstore.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Finds out what new datasets hold. */
@Component
class ReadDatasets {

    private static final Logger LOG = LoggerFactory.getLogger(ReadDatasets.class);

    /** Far more than a file of the largest size needs; after it another instance may try. */
    private static final Duration HOLD = Duration.ofMinutes(10);

    private static final int BUFFERS_AHEAD = 4;

    private final Datasets datasets;
    private final ObjectStore objects;
    private final TellOfDataset tellOfDataset;
    private final TransactionalOperator transaction;
    private final DatasetSettings settings;
    private final CsvSurvey survey;

    ReadDatasets(
            Datasets datasets,
            ObjectStore objects,
            DatasetSettings settings,
            TellOfDataset tellOfDataset,
            TransactionalOperator transaction) {
        this.datasets = datasets;
        this.objects = objects;
        this.tellOfDataset = tellOfDataset;
        this.transaction = transaction;
        this.settings = settings;
        this.survey = new CsvSurvey(settings);
    }

    /** Reads all that wait, one after the other. */
    Mono<Void> readAll() {
        return readNext().expand(read -> readNext()).then();
    }

    private Mono<Dataset> readNext() {
        return datasets.takeToRead(HOLD)
                .delayUntil(dataset -> tellOfDataset.tell(dataset, dataset.stage()))
                .as(transaction::transactional)
                .delayUntil(this::read);
    }

    private Mono<Void> read(Dataset dataset) {
        if (!(dataset.stage() instanceof Dataset.Processing)) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> describe(dataset))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(UnreadableFileException.class, e -> Mono.just(new Dataset.Failed(e.reason())))
                .flatMap(stage -> datasets.conclude(dataset.id(), stage)
                        .filter(concluded -> concluded)
                        .flatMap(concluded -> tellOfDataset.tell(dataset, stage))
                        .as(transaction::transactional))
                .onErrorResume(e -> {
                    LOG.warn("Dataset {} could not be read, and is tried again later", dataset.id(), e);
                    return Mono.empty();
                });
    }

    private Content describe(Dataset dataset, InputStream content) throws IOException {
        return switch (dataset.format()) {
            case CSV -> survey.describe(content, dataset.type());
            case JSON, JSONL -> JsonSurvey.describe(content, dataset.format(), dataset.type(), settings);
            case ZIP -> ZipSurvey.describe(content, dataset.file().size());
            case TXT -> TextSurvey.describe(content, dataset.file().size());
        };
    }

    private Dataset.Stage describe(Dataset dataset) throws IOException {
        try (InputStream content =
                DataBufferUtils.subscriberInputStream(objects.get(dataset.file().key()), BUFFERS_AHEAD)) {
            return new Dataset.Ready(describe(dataset, content));
        }
    }
}
