package dev.mainnet.job.training;

import dev.mainnet.job.training.TrainingRequest.EarlyStopping;
import dev.mainnet.job.training.TrainingRequest.Hyperparameters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads the body that starts a training, in the form of requirements/4-deep-learning.md. A mistake is told under its field's own name. */
final class TrainingForm {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final List<String> OPTIMIZERS = List.of("sgd", "adam", "adamw");
    private static final List<String> MONITORS = List.of("loss", "accuracy", "val_loss", "val_accuracy");
    private static final long SEED = 42;
    private static final List<Integer> USUAL_SIZES = List.of(64, 32);
    private static final long MOST_WEIGHTS = 10_000_000;

    private final int maxEpochs;

    TrainingForm(int maxEpochs) {
        this.maxEpochs = maxEpochs;
    }

    /**
     * The request.
     *
     * @param strict whether a field that is not known is a mistake
     */
    TrainingRequest read(JsonNode body, boolean strict) {
        Fields fields = Fields.of(body);
        Optional<UUID> datasetId = datasetId(fields);
        Optional<ModelType> type = modelType(fields);
        Optional<String> name = fields.text("name", 100);
        Optional<String> target = fields.text("target", 200);
        Optional<Double> split =
                fields.real("validation_split", share -> share >= 0 && share < 1, "Must be at least 0 and less than 1");
        Fields hyper = fields.object("hyperparameters");
        Hyperparameters hyperparameters = hyperparameters(hyper, type.orElse(ModelType.MLP));
        Fields early = fields.object("early_stopping");
        Optional<EarlyStopping> earlyStopping = earlyStopping(early);
        if (strict) {
            fields.refuseOthers();
            hyper.refuseOthers();
            early.refuseOthers();
        }
        fields.check();
        return new TrainingRequest(
                datasetId.orElseThrow(),
                type.orElseThrow(),
                name,
                target,
                hyperparameters,
                split.orElse(0.2),
                earlyStopping);
    }

    private static Optional<UUID> datasetId(Fields fields) {
        Optional<UUID> id = fields.text("dataset_id", 100)
                .filter(text -> UUID_FORM.matcher(text).matches())
                .map(UUID::fromString);
        if (id.isEmpty()) {
            fields.wrong("dataset_id", "Must be the id of a dataset");
        }
        return id;
    }

    private static Optional<ModelType> modelType(Fields fields) {
        Optional<ModelType> type = fields.text("model_type", 100).flatMap(ModelType::named);
        if (type.isEmpty()) {
            fields.wrong("model_type", "Must be one of " + ModelType.all());
        }
        return type;
    }

    private Hyperparameters hyperparameters(Fields fields, ModelType type) {
        Optional<Double> rate =
                fields.real("learning_rate", value -> value > 0 && value <= 1, "Must be between 0 and 1");
        return new Hyperparameters(
                rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                fields.whole("batch_size", 1, 4096).orElse(32),
                fields.whole("epochs", 1, maxEpochs).orElse(Math.min(maxEpochs, type.epochs())),
                oneOf(fields, "optimizer", OPTIMIZERS).orElse("adam"),
                fields.real("weight_decay", value -> value >= 0 && value <= 1, "Must be between 0 and 1")
                        .orElseGet(type::weightDecay),
                fields.number("seed").orElse(SEED),
                hiddenSizes(fields, type),
                fields.whole("image_size", 16, 256).orElse(64));
    }

    /** The layers between, whose weights are the product of neighbours: what is larger learns for days, and by heart. */
    private static List<Integer> hiddenSizes(Fields fields, ModelType type) {
        List<Integer> sizes = fields.wholes("hidden_sizes", 8, 4096);
        long weights = 0;
        for (int i = 1; i < sizes.size(); i++) {
            weights += (long) sizes.get(i - 1) * sizes.get(i);
        }
        if (weights > MOST_WEIGHTS) {
            fields.wrong("hidden_sizes", "Must not make more than " + MOST_WEIGHTS + " weights between them");
        }
        if (type != ModelType.MLP) {
            return List.of();
        }
        return sizes.isEmpty() ? USUAL_SIZES : sizes;
    }

    private static Optional<EarlyStopping> earlyStopping(Fields fields) {
        int patience = fields.whole("patience", 1, 1000).orElse(10);
        String monitor = oneOf(fields, "monitor", MONITORS).orElse("val_loss");
        boolean enabled = fields.flag("enabled").orElse(false);
        return enabled ? Optional.of(new EarlyStopping(patience, monitor)) : Optional.empty();
    }

    private static Optional<String> oneOf(Fields fields, String name, List<String> words) {
        Optional<String> word = fields.text(name, 100);
        if (word.isPresent() && !words.contains(word.get())) {
            fields.wrong(name, "Must be one of " + String.join(", ", words));
        }
        return word;
    }
}
