package dev.mainnet.job.dataset;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.wakeup.WakeUps;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Waits a moment for a dataset that was just uploaded to be read, so that nobody has to ask again. */
@Component
public class AwaitDataset {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Datasets datasets;
    private final WakeUps wakeUps;

    AwaitDataset(Datasets datasets, WakeUps wakeUps) {
        this.datasets = datasets;
        this.wakeUps = wakeUps;
    }

    /**
     * The dataset, read if that comes to pass in time.
     *
     * @return an error 404 when the account has no such dataset
     */
    public Mono<Dataset> await(UUID ownerId, UUID id) {
        Mono<Dataset> look =
                datasets.find(ownerId, id).switchIfEmpty(Mono.error(() -> ApiException.notFound("Dataset")));
        return wakeUps.on(WakeUps.Channel.DATASET_READ, id.toString())
                .takeUntilOther(Mono.delay(PATIENCE))
                .concatMap(signal -> look, 1)
                .takeUntil(dataset -> !(dataset.stage() instanceof Dataset.Processing))
                .last();
    }
}
