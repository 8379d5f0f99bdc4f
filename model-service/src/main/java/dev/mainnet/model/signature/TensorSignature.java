package dev.mainnet.model.signature;

import dev.mainnet.model.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a model takes and gives that computes tensors from tensors.
 *
 * @param labels the names of a classifier's classes in the order of its scores; empty where nobody told them
 * @param fileLabels the same as the model's file has them: what its label output says, where the owner gave other names
 */
public record TensorSignature(
        List<TensorSpec> inputs, List<TensorSpec> outputs, List<String> labels, List<String> fileLabels)
        implements Signature {

    public TensorSignature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
        fileLabels = List.copyOf(fileLabels);
    }

    /** How the outputs name a class, for a model that does. */
    public Optional<Classifier> classifier() {
        return Classifier.of(this);
    }

    @Override
    public Kind kind() {
        return Kind.PREDICTION;
    }

    @Override
    public String modelType() {
        return classifier().isPresent() ? "classifier" : "predictor";
    }

    public Optional<TensorSpec> input(String name) {
        return inputs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }
}
