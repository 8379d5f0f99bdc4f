package dev.mainnet.job.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be done.
 *
 * @param kind which executor does it: batch_prediction, …
 * @param parameters JSON for the executor
 * @param datasetId the dataset that must not be deleted meanwhile
 */
public record Work(String kind, String parameters, Optional<UUID> datasetId) {

    /**
     * A file that the executor reads.
     *
     * @param name by which the executor asks for it
     * @param sha256 in lower-case hex
     */
    public record Input(String name, String objectKey, long sizeBytes, String sha256) {}

    /** Work together with its files. */
    public record WithInputs(Work work, List<Input> inputs) {}
}
