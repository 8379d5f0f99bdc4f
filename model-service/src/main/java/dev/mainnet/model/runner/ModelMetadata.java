package dev.mainnet.model.runner;

import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a runner read from a model's file. */
public sealed interface ModelMetadata {

    /**
     * What a model takes and gives.
     *
     * @param labels the names of a classifier's classes in the order of its scores, which our runner adds as the output's parameter
     *     {@code labels}; empty where the file tells none
     */
    record Tensors(List<TensorSpec> inputs, List<TensorSpec> outputs, List<String> labels) implements ModelMetadata {

        public Tensors {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            labels = List.copyOf(labels);
        }
    }

    /**
     * A model that writes text.
     *
     * @param contextLength in tokens, as far as the runner serves it
     * @param chat whether the file has a chat template
     */
    record Text(String architecture, int contextLength, long parameters, boolean chat) implements ModelMetadata {}

    static ModelMetadata read(JsonNode answer) {
        return answer.path("platform").asString("").equals("gguf") ? text(answer) : tensors(answer);
    }

    private static Text text(JsonNode answer) {
        return new Text(
                answer.path("architecture").asString("unknown"),
                answer.path("context_length").asInt(0),
                answer.path("parameter_count").asLong(0),
                answer.path("chat_template").asBoolean(false));
    }

    private static Tensors tensors(JsonNode answer) {
        List<String> labels = new ArrayList<>();
        for (JsonNode output : answer.path("outputs")) {
            if (labels.isEmpty()) {
                output.path("parameters").path("labels").forEach(label -> labels.add(label.asString()));
            }
        }
        return new Tensors(specs(answer.path("inputs")), specs(answer.path("outputs")), labels);
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
