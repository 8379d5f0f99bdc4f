package dev.mainnet.job.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * What a user wants to be trained; every value is within its range.
 *
 * @param name of the model that is to come
 * @param target the column to tell; nothing leaves it to the dataset
 * @param validationSplit the part of the examples to judge by, at least 0 and less than 1
 */
record TrainingRequest(
        UUID datasetId,
        ModelType modelType,
        Optional<String> name,
        Optional<String> target,
        Hyperparameters hyperparameters,
        double validationSplit,
        Optional<EarlyStopping> earlyStopping) {

    /**
     * How to learn.
     *
     * @param learningRate nothing leaves it to optimizer and network
     * @param optimizer sgd, adam or adamw
     * @param hiddenSizes of the hidden layers of an mlp; none for other networks
     * @param imageSize to which pictures are brought, in pixels
     */
    record Hyperparameters(
            OptionalDouble learningRate,
            int batchSize,
            int epochs,
            String optimizer,
            double weightDecay,
            long seed,
            List<Integer> hiddenSizes,
            int imageSize) {

        Hyperparameters {
            hiddenSizes = List.copyOf(hiddenSizes);
        }
    }

    /**
     * When to end early.
     *
     * @param patience epochs in a row without a better one
     * @param monitor loss, accuracy, val_loss or val_accuracy
     */
    record EarlyStopping(int patience, String monitor) {}
}
