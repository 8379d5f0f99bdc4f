package dev.mainnet.job.batchprediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.batchprediction.InputLayout.Slot;
import dev.mainnet.job.dataset.TableDescription;
import dev.mainnet.job.dataset.TableDescription.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides which columns of a dataset a model is fed with, in the order of its inputs. */
final class FeatureColumns {

    private final InputLayout layout;
    private final List<String> trainedOn;
    private final TableDescription content;

    /** @param trainedOn the columns that the model was trained on, in its order; none of other models */
    FeatureColumns(InputLayout layout, List<String> trainedOn, TableDescription content) {
        this.layout = layout;
        this.trainedOn = trainedOn;
        this.content = content;
    }

    /**
     * The columns asked for; else those that the model was trained on; else columns named like the inputs; else the features that are numbers; else, where the last column was
     * taken for a target but the model needs it, all numbers.
     *
     * @throws ApiException a 400 that says what does not fit
     */
    List<String> choose(Optional<List<String>> wanted) {
        if (wanted.isPresent()) {
            check(wanted.get());
            return wanted.get();
        }
        if (!trainedOn.isEmpty()) {
            check(trainedOn);
            return trainedOn;
        }
        Optional<List<String>> named = namedLikeInputs();
        if (named.isPresent()) {
            return named.get();
        }
        Stream<List<String>> candidates = layout.takesText()
                ? Stream.of(content.features())
                : Stream.of(content.numericFeatures(), content.numericColumns());
        return candidates
                .filter(columns -> layout.accepts(columns.size()))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "columns",
                        "the model takes " + layout.needed() + " columns, the dataset has "
                                + content.numericFeatures().size()
                                + " numeric feature columns; name the ones to use, in the model's order"));
    }

    private void check(List<String> wanted) {
        Set<String> seen = new HashSet<>();
        for (String name : wanted) {
            Column column = content.columns().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ApiException.invalid("columns", "the dataset has no column '" + name + "'"));
            if (!seen.add(name)) {
                throw ApiException.invalid("columns", "'" + name + "' is named twice");
            }
            if (column.kind() == TableDescription.Kind.TEXT && !layout.takesText()) {
                throw ApiException.invalid("columns", "'" + name + "' holds text, the model takes numbers");
            }
        }
        if (!layout.accepts(wanted.size())) {
            throw ApiException.invalid(
                    "columns", "the model takes " + layout.needed() + " columns, not " + wanted.size());
        }
    }

    private Optional<List<String>> namedLikeInputs() {
        if (!layout.oneColumnEach()) {
            return Optional.empty();
        }
        List<String> matching = layout.slots().stream()
                .map(Slot::name)
                .flatMap(input -> content.columns().stream()
                        .map(Column::name)
                        .filter(name -> name.equalsIgnoreCase(input))
                        .limit(1))
                .toList();
        return matching.size() == layout.slots().size() ? Optional.of(matching) : Optional.empty();
    }
}
