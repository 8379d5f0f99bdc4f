package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.dataset.CsvDescription;
import dev.mainnet.job.dataset.CsvDescription.Column;
import dev.mainnet.job.dataset.CsvDescription.Kind;
import dev.mainnet.job.dataset.Dataset;
import dev.mainnet.job.training.ModelType.Material;
import dev.mainnet.job.training.TrainingRequest.Hyperparameters;
import java.util.Optional;

/** Brings a request and a dataset together: what is learned from what, and whether that can be. */
final class Curriculum {

    private static final int LONGEST_NAME = 100;

    private final TrainingRequest request;
    private final Dataset dataset;
    private final CsvDescription table;

    Curriculum(TrainingRequest request, Dataset dataset, Dataset.Ready content) {
        this.request = request;
        this.dataset = dataset;
        this.table = content.content();
    }

    /** @throws ApiException a 400 that says what does not fit */
    Instructions instructions() {
        ModelType type = request.modelType();
        Material material = Material.TABLE;
        if (!type.learnsFrom(material)) {
            throw ApiException.invalid("model_type", type.text() + " does not learn from a table");
        }
        Column target = target();
        String goal = goal(target);
        Hyperparameters how = request.hyperparameters();
        long estimate = TimeEstimate.of(
                        type, material, table.rows(), table.columns().size(), how)
                .toSeconds();
        return new Instructions(
                dataset.id(),
                name(),
                type.text(),
                "table",
                "csv",
                String.valueOf(table.delimiter()),
                target.name(),
                goal,
                how.learningRate().orElseGet(() -> usualRate(type, how.optimizer())),
                how.batchSize(),
                how.epochs(),
                how.optimizer(),
                how.weightDecay(),
                how.seed(),
                how.hiddenSizes(),
                how.imageSize(),
                request.validationSplit(),
                request.earlyStopping().orElse(null),
                estimate);
    }

    /** Plain descent takes longer steps than Adam. */
    private static double usualRate(ModelType type, String optimizer) {
        return optimizer.equals("sgd") ? Math.min(0.1, type.learningRate() * 10) : type.learningRate();
    }

    private String name() {
        return request.name().orElseGet(() -> {
            String name = request.modelType().text() + "_"
                    + dataset.name()
                            .chars()
                            .filter(c -> !Character.isISOControl(c))
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        });
    }

    private Column target() {
        Optional<String> name = request.target().or(table::target);
        if (name.isEmpty()) {
            throw ApiException.invalid("target", "is missing: the dataset does not tell which column is to be learned");
        }
        return table.columns().stream()
                .filter(column -> column.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("target", "the dataset has no column '" + name.get() + "'"));
    }

    /** A dataset that is neither called a classification nor a regression is what its target says: fractions are no classes. */
    private String goal(Column target) {
        boolean numbers = target.kind() != Kind.TEXT;
        boolean regression = switch (dataset.type()) {
            case "classification" -> false;
            case "regression" -> true;
            default -> target.kind() == Kind.NUMBERS;
        };
        if (regression && !numbers) {
            throw ApiException.invalid("target", "'" + target.name() + "' holds text, a regression learns numbers");
        }
        if (regression && request.modelType() == ModelType.LOGISTIC_REGRESSION) {
            throw ApiException.invalid(
                    "model_type", "logistic_regression tells classes; for numbers there is linear_regression");
        }
        if (!regression && request.modelType() == ModelType.LINEAR_REGRESSION) {
            throw ApiException.invalid(
                    "model_type", "linear_regression tells numbers; for classes there is logistic_regression");
        }
        boolean oneClass = !regression
                && table.target().filter(target.name()::equals).isPresent()
                && table.classes().size() == 1;
        if (oneClass) {
            throw ApiException.invalid("target", "'" + target.name() + "' has only one class");
        }
        return regression ? "regression" : "classification";
    }
}
