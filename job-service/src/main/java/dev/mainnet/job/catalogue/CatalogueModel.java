package dev.mainnet.job.catalogue;

import dev.mainnet.contracts.ModelEvent.TensorSignature;
import java.util.List;
import java.util.UUID;

/**
 * A model that jobs may use.
 *
 * @param inputs what it takes, in the file's order
 * @param features the columns of a table that it was trained on, in the order in which it takes them; none of other models
 * @param labels the names of a classifier's classes; empty for other models
 */
public record CatalogueModel(
        UUID id,
        UUID ownerId,
        String objectKey,
        String sha256,
        long sizeBytes,
        List<TensorSignature> inputs,
        List<String> features,
        List<String> labels) {}
