package dev.mainnet.training.tabular;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.training.export.ClassNodes;
import dev.mainnet.training.export.NetworkNodes;
import dev.mainnet.training.export.OnnxGraph;
import dev.mainnet.training.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a model of a table as ONNX, with all that happens to a row before and after the network. A table of numbers is one input
 * {@code input} in the order of the columns; where categories are among them, each column is an input of its own, named as the column.
 * Classes come out as {@code label} and {@code probabilities}, a value as {@code value}; where columns have these names, with underscores
 * behind them.
 */
public final class TabularFile {
    private static final String MISSING_VALUES = "missing_values";
    private static final String FILLED = "filled";

    private final OnnxGraph graph;
    private final Features features;
    private final Target target;
    private final Network network;

    private TabularFile(String name, Features features, Target target, Network network) {
        graph = new OnnxGraph(name);
        this.features = features;
        this.target = target;
        this.network = network;
    }

    /** Whether a file with these notes fills in itself what is missing: a number that is NaN, an empty text. */
    public static boolean fillsMissingValues(Map<String, String> metadata) {
        return FILLED.equals(metadata.get(MISSING_VALUES));
    }

    /**
     * A model that is written.
     *
     * @param answer the name of the output of probabilities, or of the value
     */
    record Written(byte[] bytes, String answer) {}

    static Written of(String name, Features features, Target target, Network network) {
        return new TabularFile(name, features, target, network).write();
    }

    private Written write() {
        String encoded = features.numbersOnly() ? oneInput() : inputForEachColumn();
        String outputs = new NetworkNodes(graph, network).of(encoded);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("features", features.used().stream().map(Feature::column).collect(Collectors.joining(",")));
        metadata.put("target", target.column());
        metadata.put(MISSING_VALUES, FILLED);
        String answer = switch (target) {
            case Target.Classes classes -> new ClassNodes(graph, classes.names()).answer(outputs, metadata);
            case Target.Value value -> {
                String deviation = graph.constant("deviation", new float[] {value.deviation()});
                String mean = graph.constant("mean", new float[] {value.mean()});
                String scaled = graph.node("Mul", List.of(outputs, deviation));
                yield graph.output(graph.node("Add", List.of(scaled, mean)), "value", DataType.FLOAT, 1);
            }
        };
        return new Written(graph.file(metadata), answer);
    }

    private String oneInput() {
        List<Feature.Quantity> quantities = new ArrayList<>();
        features.used().forEach(feature -> quantities.add((Feature.Quantity) feature));
        return scaled(graph.input("input", DataType.FLOAT, quantities.size()), quantities);
    }

    private String inputForEachColumn() {
        List<String> encoded = new ArrayList<>();
        for (Feature feature : features.used()) {
            switch (feature) {
                case Feature.Quantity quantity ->
                    encoded.add(scaled(graph.input(quantity.column(), DataType.FLOAT, 1), List.of(quantity)));
                case Feature.Category category -> {
                    String cell = graph.input(category.column(), DataType.STRING, 1);
                    String flags = graph.node(
                            OnnxGraph.TABLES,
                            "OneHotEncoder",
                            List.of(cell),
                            OnnxGraph.texts("cats_strings", category.values()),
                            OnnxGraph.whole("zeros", 1));
                    encoded.add(graph.node("Flatten", List.of(flags)));
                }
            }
        }
        return encoded.size() == 1 ? encoded.getFirst() : graph.node("Concat", encoded, OnnxGraph.whole("axis", 1));
    }

    private String scaled(String input, List<Feature.Quantity> quantities) {
        List<Float> means = quantities.stream().map(Feature.Quantity::mean).toList();
        List<Float> scales = quantities.stream().map(Feature.Quantity::scale).toList();
        String filled = graph.node(
                OnnxGraph.TABLES,
                "Imputer",
                List.of(input),
                OnnxGraph.reals("imputed_value_floats", means),
                OnnxGraph.real("replaced_value_float", Float.NaN));
        return graph.node(
                OnnxGraph.TABLES,
                "Scaler",
                List.of(filled),
                OnnxGraph.reals("offset", means),
                OnnxGraph.reals("scale", scales));
    }
}
