package dev.mainnet.job.training;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.dataset.Content;
import dev.mainnet.job.dataset.Dataset;
import dev.mainnet.job.dataset.PicturesDescription;
import dev.mainnet.job.dataset.TableDescription;
import dev.mainnet.job.dataset.TableDescription.Column;
import dev.mainnet.job.dataset.TextDescription;
import dev.mainnet.job.training.ModelType.Material;
import dev.mainnet.job.training.TrainingRequest.Hyperparameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings a request and a dataset together: what is learned from what, and whether that can be. */
final class Curriculum {

    private static final int LONGEST_NAME = 100;

    private final TrainingRequest request;
    private final Dataset dataset;
    private final Content content;

    /** @throws ApiException 400 or 409 for a dataset that cannot be learned from */
    Curriculum(TrainingRequest request, Dataset dataset) {
        this.request = request;
        this.dataset = dataset;
        this.content = dataset.content();
    }

    /** @throws ApiException a 400 that says what does not fit */
    Instructions instructions() {
        return switch (content) {
            case TableDescription table -> {
                refuseUnlessItLearnsFrom(Material.TABLE, "a table");
                TableTarget target = new TableTarget(request, dataset, table);
                Column column = target.column();
                yield instructions(
                        Material.TABLE,
                        String.valueOf(table.delimiter()),
                        column.name(),
                        target.goal(column),
                        table.rows(),
                        table.columns().size());
            }
            case PicturesDescription pictures -> {
                refuseUnlessItLearnsFrom(Material.PICTURES, "pictures");
                yield instructions(Material.PICTURES, ",", null, "classification", pictures.pictures(), 1);
            }
            case TextDescription text -> {
                refuseUnlessItLearnsFrom(Material.TEXT, "plain text");
                yield instructions(Material.TEXT, ",", null, null, text.bytes(), 1);
            }
        };
    }

    private void refuseUnlessItLearnsFrom(Material material, String what) {
        if (!request.modelType().learnsFrom(material)) {
            throw ApiException.invalid("model_type", request.modelType().text() + " does not learn from " + what);
        }
    }

    private Instructions instructions(
            Material material,
            String delimiter,
            @Nullable String target,
            @Nullable String goal,
            long examples,
            long width) {
        ModelType type = request.modelType();
        Hyperparameters how = request.hyperparameters();
        return new Instructions(
                dataset.id(),
                name(),
                type.text(),
                material.name().toLowerCase(Locale.ROOT),
                dataset.format().text(),
                delimiter,
                target,
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
                TimeEstimate.of(type, material, examples, width, how).toSeconds());
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
}
