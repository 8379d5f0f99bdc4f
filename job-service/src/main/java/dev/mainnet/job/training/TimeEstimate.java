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

    /** For each weight that a batch moves, and that an example goes through there and back. */
    private static final double BATCH_WEIGHT_SECONDS = 1e-8;

    private static final double EXAMPLE_WEIGHT_SECONDS = 2e-9;

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
        double weights = weights(width, how);
        double perEpoch = batches * (batchFactor(type) * BATCH_SECONDS + weights * BATCH_WEIGHT_SECONDS)
                + examples * (perExample(type, material, width, how) + weights * EXAMPLE_WEIGHT_SECONDS)
                + checkpoint(type, material);
        return Duration.ofSeconds((long) Math.min(MAX_SECONDS, Math.ceil(START_SECONDS + how.epochs() * perEpoch)));
    }

    /** Of a perceptron's layers; other networks have theirs in what was measured. */
    private static double weights(long width, Hyperparameters how) {
        double weights = 0;
        long before = width;
        for (int size : how.hiddenSizes()) {
            weights += (double) before * size;
            before = size;
        }
        return weights;
    }

    /** What the weights of an epoch take to be kept, where they are many. */
    private static double checkpoint(ModelType type, ModelType.Material material) {
        if (material != ModelType.Material.PICTURES) {
            return 0;
        }
        return switch (type) {
            case RESNET18 -> 1;
            case RESNET50 -> 2;
            default -> 0;
        };
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
