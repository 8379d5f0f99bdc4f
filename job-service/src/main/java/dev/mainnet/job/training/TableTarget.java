package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.dataset.Dataset;
import dev.mainnet.job.dataset.TableDescription;
import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TableDescription.Kind;
import java.util.Optional;

/** Which column of a table is learned, and as what. */
record TableTarget(TrainingRequest request, Dataset dataset, TableDescription table) {

    /** @throws ApiException a 400 that names {@code target} */
    Column column() {
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
    String goal(Column target) {
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
