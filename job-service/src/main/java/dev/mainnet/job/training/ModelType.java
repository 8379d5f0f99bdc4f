package dev.mainnet.job.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The networks that can be trained, what they learn from, and how they are trained where nobody says how: the learning rates are those of
 * Adam; a perceptron's weights decay, because tables are small and it would learn their rows by heart.
 */
enum ModelType {
    LOGISTIC_REGRESSION(0.05, 0, 100),
    LINEAR_REGRESSION(0.05, 0, 100),
    MLP(0.003, 0.01, 100),
    CNN(0.001, 0, 20),
    /** Learns from pictures, or from a table: then the residual blocks hold dense layers. */
    RESNET18(0.001, 0, 20),
    RESNET50(0.001, 0, 20),
    GPT_MINI(0.001, 0, 3);

    /** What a network learns from. */
    enum Material {
        TABLE,
        PICTURES,
        TEXT
    }

    private final double learningRate;
    private final double weightDecay;
    private final int epochs;

    ModelType(double learningRate, double weightDecay, int epochs) {
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
        this.epochs = epochs;
    }

    /** As users write it, for example {@code resnet50}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    double learningRate() {
        return learningRate;
    }

    double weightDecay() {
        return weightDecay;
    }

    int epochs() {
        return epochs;
    }

    boolean learnsFrom(Material material) {
        return switch (this) {
            case LOGISTIC_REGRESSION, LINEAR_REGRESSION, MLP -> material == Material.TABLE;
            case CNN -> material == Material.PICTURES;
            case RESNET18, RESNET50 -> material != Material.TEXT;
            case GPT_MINI -> material == Material.TEXT;
        };
    }

    static Optional<ModelType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** All names, for people. */
    static String all() {
        return Arrays.stream(values()).map(ModelType::text).collect(Collectors.joining(", "));
    }
}
