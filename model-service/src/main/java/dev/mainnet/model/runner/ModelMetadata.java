package dev.mainnet.model.runner;

import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a model takes and gives, as the runner read it from the file.
 *
 * @param labels the names of a classifier's classes in the order of its scores, which our runner adds as the output's parameter
 *     {@code labels}; empty where the file tells none
 */
public record ModelMetadata(List<TensorSpec> inputs, List<TensorSpec> outputs, List<String> labels) {

    public ModelMetadata {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        labels = List.copyOf(labels);
    }

    static ModelMetadata read(JsonNode answer) {
        List<String> labels = new ArrayList<>();
        for (JsonNode output : answer.path("outputs")) {
            if (labels.isEmpty()) {
                output.path("parameters").path("labels").forEach(label -> labels.add(label.asString()));
            }
        }
        return new ModelMetadata(specs(answer.path("inputs")), specs(answer.path("outputs")), labels);
    }

    private static List<TensorSpec> specs(JsonNode tensors) {
        List<TensorSpec> specs = new ArrayList<>();
        for (JsonNode tensor : tensors) {
            List<Long> shape = new ArrayList<>();
            tensor.path("shape").forEach(size -> shape.add(size.longValue()));
            Datatype datatype = Datatype.named(tensor.path("datatype").asString(""))
                    .orElseThrow(() -> new RunnerException.Refused("The model uses a datatype that cannot be called: "
                            + tensor.path("datatype").asString("")));
            specs.add(new TensorSpec(tensor.path("name").asString(""), datatype, shape));
        }
        return specs;
    }
}
