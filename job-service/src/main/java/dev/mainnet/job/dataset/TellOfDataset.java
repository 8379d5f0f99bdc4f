package dev.mainnet.job.dataset;

import dev.mainnet.job.wakeup.WakeUps;
import dev.mainnet.job.webhook.AnnounceEvent;
import dev.mainnet.job.webhook.WebhookEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whoever waits for a dataset, and its owner's webhooks, that it was read. */
@Component
class TellOfDataset {

    /**
     * What a webhook is told of a dataset.
     *
     * @param error why it is failed; null otherwise
     */
    record DatasetData(
            UUID datasetId,
            String name,
            String datasetType,
            String status,
            @Nullable String error,
            @Nullable Long rows,
            @Nullable Integer columns) {

        static DatasetData of(Dataset dataset, Dataset.Stage stage) {
            return new DatasetData(
                    dataset.id(),
                    dataset.name(),
                    dataset.type(),
                    stage.status(),
                    stage instanceof Dataset.Failed(String reason) ? reason : null,
                    stage instanceof Dataset.Ready(Content content) ? rowsOf(content) : null,
                    stage instanceof Dataset.Ready(TableDescription table)
                            ? table.columns().size()
                            : null);
        }
    }

    private static Long rowsOf(Content content) {
        return switch (content) {
            case TableDescription table -> table.rows();
            case PicturesDescription pictures -> pictures.pictures();
            case TextDescription text -> text.lines();
        };
    }

    private final AnnounceEvent announceEvent;
    private final WakeUps wakeUps;

    TellOfDataset(AnnounceEvent announceEvent, WakeUps wakeUps) {
        this.announceEvent = announceEvent;
        this.wakeUps = wakeUps;
    }

    /** Part of the transaction under way. Nothing is told of one that is still to be read. */
    Mono<Void> tell(Dataset dataset, Dataset.Stage stage) {
        return switch (stage) {
            case Dataset.Processing processing -> Mono.empty();
            case Dataset.Ready ready -> told(dataset, stage);
            case Dataset.Failed failed -> told(dataset, stage);
        };
    }

    private Mono<Void> told(Dataset dataset, Dataset.Stage stage) {
        return announceEvent
                .announce(
                        dataset.ownerId(),
                        WebhookEvent.DATASET_PROCESSED,
                        Instant.now(),
                        DatasetData.of(dataset, stage))
                .then(wakeUps.wake(WakeUps.Channel.DATASET_READ, dataset.id().toString()));
    }
}
