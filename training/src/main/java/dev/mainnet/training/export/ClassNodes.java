package dev.mainnet.training.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Answers classes: {@code label}, the likeliest by name, and {@code probabilities} of all. */
public final class ClassNodes {
    private final OnnxGraph graph;
    private final List<String> classes;

    public ClassNodes(OnnxGraph graph, List<String> classes) {
        this.graph = graph;
        this.classes = List.copyOf(classes);
    }

    /**
     * Adds the outputs, and the names to the file's metadata.
     *
     * @param scores a value of the graph: for each row a score for each class
     * @return the name of the output of probabilities
     */
    public String answer(String scores, Map<String, String> metadata) {
        String number =
                graph.node("ArgMax", List.of(scores), OnnxGraph.whole("axis", 1), OnnxGraph.whole("keepdims", 0));
        String label = graph.node(
                OnnxGraph.TABLES,
                "LabelEncoder",
                List.of(number),
                OnnxGraph.wholes(
                        "keys_int64s",
                        LongStream.range(0, classes.size()).boxed().toList()),
                OnnxGraph.texts("values_strings", classes));
        graph.output(label, "label", DataType.STRING);
        String probabilities = graph.node("Softmax", List.of(scores), OnnxGraph.whole("axis", 1));
        metadata.put("labels", quoted());
        return graph.output(probabilities, "probabilities", DataType.FLOAT, classes.size());
    }

    private String quoted() {
        return classes.stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }
}
