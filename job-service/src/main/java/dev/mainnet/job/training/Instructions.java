package dev.mainnet.job.training;

import dev.mainnet.job.training.TrainingRequest.EarlyStopping;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the executor of a training is told; kept as the job's parameters.
 *
 * @param name of the model that is to come
 * @param material table, pictures or text
 * @param format of the dataset's file: csv, json, jsonl, zip or txt
 * @param delimiter of a CSV file
 * @param target the column to tell; null where there are no columns
 * @param goal classification or regression; null where text is learned
 * @param earlyStopping null to train all epochs
 * @param estimatedSeconds of computing
 */
record Instructions(
        UUID datasetId,
        String name,
        String modelType,
        String material,
        String format,
        String delimiter,
        @Nullable String target,
        @Nullable String goal,
        double learningRate,
        int batchSize,
        int epochs,
        String optimizer,
        double weightDecay,
        long seed,
        List<Integer> hiddenSizes,
        int imageSize,
        double validationSplit,
        @Nullable EarlyStopping earlyStopping,
        long estimatedSeconds) {}
