package dev.mainnet.job.training;

import dev.mainnet.job.training.TrainingRequest.Hyperparameters;
import java.time.Duration;

/**
 * How long a training will compute on a usual worker, from what it does: a time for each batch and one for each example, measured on two
 * cores. Good to a factor of two or three, which is why more than it is reserved.
 */
final class TimeEstimate {

    private static final double START_SECONDS = 4;
    private static final double BATCH_SECONDS = 0.001;
    private static final double MAX_SECONDS = 1e7;

    /** The size in pixels at which networks for pictures were measured. */
    private static final double MEASURED_SIZE = 64;

    private TimeEstimate() {}

    /**
     * The time for all epochs.
     *
     * @param examples rows or pictures; for text its bytes
     * @param width numbers in a row; 1 for pictures and text
     */
    static Duration of(ModelType type, ModelType.Material material, long examples, long width, Hyperparameters how) {
        double batches = Math.ceil((double) examples / how.batchSize());
        double perEpoch =
                batches * batchFactor(type) * BATCH_SECONDS + examples * perExample(type, material, width, how);
        return Duration.ofSeconds((long) Math.min(MAX_SECONDS, Math.ceil(START_SECONDS + how.epochs() * perEpoch)));
    }

    /** Deeper networks have more operations, whatever their size. */
    private static double batchFactor(ModelType type) {
        return switch (type) {
            case LOGISTIC_REGRESSION, LINEAR_REGRESSION -> 1;
            case MLP -> 2;
            case CNN, GPT_MINI -> 4;
            case RESNET18 -> 10;
            case RESNET50 -> 20;
        };
    }

    private static double perExample(ModelType type, ModelType.Material material, long width, Hyperparameters how) {
        double pixels = Math.pow(how.imageSize() / MEASURED_SIZE, 2);
        boolean pictures = material == ModelType.Material.PICTURES;
        return switch (type) {
            case LOGISTIC_REGRESSION, LINEAR_REGRESSION -> 2e-6 + width * 1e-8;
            case MLP -> 1e-5 + width * 1e-7;
            case CNN -> 0.002 * pixels;
            case RESNET18 -> pictures ? 0.012 * pixels : 2e-4;
            case RESNET50 -> pictures ? 0.022 * pixels : 4e-4;
            case GPT_MINI -> 3e-5;
        };
    }
}
