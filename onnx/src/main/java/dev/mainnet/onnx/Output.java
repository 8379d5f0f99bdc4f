package dev.mainnet.onnx;

import java.util.List;

/**
 * A tensor that a run answered.
 *
 * @param labels the classes of the columns, where maps from class to score were flattened into the tensor; else empty
 */
public record Output(Tensor tensor, List<String> labels) {
    public Output {
        labels = List.copyOf(labels);
    }
}
