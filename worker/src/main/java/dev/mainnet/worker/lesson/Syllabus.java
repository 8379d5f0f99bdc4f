package dev.mainnet.worker.lesson;

import dev.mainnet.training.loop.EarlyStopping;
import dev.mainnet.training.loop.Monitor;
import dev.mainnet.training.loop.OptimizerPlan;
import dev.mainnet.training.loop.Schedule;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.loop.TrainingPlan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The platform's instructions in this program's words. What the platform would never say is an {@link IllegalArgumentException}. */
record Syllabus(JsonNode instructions) {

    /** Longer gradients are a batch gone wrong. */
    private static final double GRADIENT_LIMIT = 10;

    private static final double TEXT_GRADIENT_LIMIT = 1;

    String name() {
        return text("name");
    }

    String modelType() {
        return text("model_type");
    }

    String material() {
        return text("material");
    }

    String format() {
        return text("format");
    }

    char delimiter() {
        return text("delimiter").charAt(0);
    }

    String target() {
        return text("target");
    }

    String goal() {
        return text("goal");
    }

    int imageSize() {
        return instructions.path("image_size").asInt(64);
    }

    long seed() {
        return instructions.path("seed").asLong(0);
    }

    double validationShare() {
        return instructions.path("validation_split").asDouble(0);
    }

    int epochs() {
        return Math.max(1, instructions.path("epochs").asInt(1));
    }

    /** Where batches are normalised, two examples at least. */
    int batchSize() {
        boolean normalised = modelType().startsWith("resnet") || modelType().equals("cnn");
        return Math.max(normalised ? 2 : 1, instructions.path("batch_size").asInt(32));
    }

    List<Integer> hiddenSizes() {
        return instructions
                .path("hidden_sizes")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    TrainingPlan plan() {
        boolean isText = material().equals("text");
        OptimizerPlan optimizer = new OptimizerPlan(
                OptimizerPlan.Method.valueOf(text("optimizer").toUpperCase(Locale.ROOT)),
                instructions.path("learning_rate").asDouble(0.001),
                instructions.path("weight_decay").asDouble(0),
                isText ? TEXT_GRADIENT_LIMIT : GRADIENT_LIMIT);
        return new TrainingPlan(
                epochs(), optimizer, isText ? Schedule.COSINE : Schedule.CONSTANT, seed(), earlyStopping());
    }

    private @Nullable EarlyStopping earlyStopping() {
        JsonNode early = instructions.path("early_stopping");
        if (!early.isObject()) {
            return null;
        }
        Monitor monitor = switch (early.path("monitor").asString("val_loss")) {
            case "loss" -> Monitor.LOSS;
            case "accuracy" -> Monitor.ACCURACY;
            case "val_accuracy" -> Monitor.VALIDATION_ACCURACY;
            default -> Monitor.VALIDATION_LOSS;
        };
        return new EarlyStopping(Math.max(1, early.path("patience").asInt(10)), monitor);
    }

    private String text(String field) {
        String text = instructions.path(field).asString("");
        if (text.isEmpty()) {
            throw new TrainingFailedException("The job's parameters are incomplete: " + field + " is missing");
        }
        return text;
    }
}
