package dev.mainnet.model.registry;

import dev.mainnet.model.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model came to be that was trained here.
 *
 * @param network mlp, resnet50, …
 * @param parameters how many numbers it has learned
 * @param performance figures by name, on examples it did not learn: accuracy, precision, recall, f1_score, or rmse, mae, r2
 * @param config how it was trained, by name
 */
public record Education(String network, long parameters, Map<String, Double> performance, Map<String, Object> config) {

    /** What the training tells of the columns that the model uses, in their order. */
    private static final String FEATURES = "features";

    /** The same of all columns of the dataset but the target. */
    private static final String COLUMNS = "columns";

    /** To what size pictures are brought, in pixels. */
    private static final String IMAGE_SIZE = "image_size";

    public Education {
        performance = Map.copyOf(performance);
        config = Map.copyOf(config);
    }

    /** 0 to 1, of a model that tells classes. */
    public @Nullable Double accuracy() {
        return performance.get("accuracy");
    }

    /** The columns of a table that one input takes, in order; none where that is not how the model is called. */
    public List<String> features() {
        return names(FEATURES);
    }

    /** What a row of the dataset has, the target apart, in order; none of a model that was trained before this was told. */
    public List<String> columns() {
        return names(COLUMNS);
    }

    private List<String> names(String told) {
        return config.get(told) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The shape of one example: of a picture, or how many columns of a table the model uses; nothing where inputs are otherwise. */
    @Nullable List<Long> exampleShape(List<TensorSpec> inputs) {
        List<Long> picture = pictureShape();
        if (picture != null) {
            return picture;
        }
        boolean table = !inputs.isEmpty()
                && inputs.stream().map(TensorSpec::shape).allMatch(shape -> shape.size() == 2 && shape.getLast() > 0);
        return table
                ? List.of(inputs.stream()
                        .mapToLong(input -> input.shape().getLast())
                        .sum())
                : null;
    }

    /** The shape of what the network sees: a picture's height, width and colours; nothing for other models. */
    private @Nullable List<Long> pictureShape() {
        return config.get(IMAGE_SIZE) instanceof Number size ? List.of(size.longValue(), size.longValue(), 3L) : null;
    }
}
