package dev.mainnet.onnx;

import java.util.List;

/**
 * What a model declares of an input or output.
 *
 * @param labels what the columns of the last dimension stand for (the classes of a classifier's scores), empty where unknown
 */
public record TensorSpec(String name, Datatype datatype, Shape shape, List<String> labels) {
    public TensorSpec {
        labels = List.copyOf(labels);
    }

    @Override
    public String toString() {
        return "'" + name + "' " + datatype + " " + shape;
    }
}
