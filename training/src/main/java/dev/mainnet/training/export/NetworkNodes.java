package dev.mainnet.training.export;

import ai.djl.ndarray.NDArray;
import ai.onnx.proto.OnnxMl.AttributeProto;
import dev.mainnet.training.network.Layer;
import dev.mainnet.training.network.Network;
import java.util.List;

/** Writes a network's layers into a graph. */
public final class NetworkNodes {
    private final OnnxGraph graph;
    private final Network network;

    public NetworkNodes(OnnxGraph graph, Network network) {
        this.graph = graph;
        this.network = network;
    }

    /** The network's outputs for a value of the graph. */
    public String of(String input) {
        return through(network.layers(), input);
    }

    private String through(List<Layer> path, String input) {
        String x = input;
        for (Layer layer : path) {
            x = through(layer, x);
        }
        return x;
    }

    private String through(Layer layer, String x) {
        return switch (layer) {
            case Layer.Dense dense ->
                graph.node(
                        "Gemm",
                        List.of(x, weight(dense.name() + ".weight"), weight(dense.name() + ".bias")),
                        OnnxGraph.whole("transB", 1));
            case Layer.Convolution conv ->
                graph.node(
                        "Conv",
                        List.of(x, weight(conv.name() + ".weight")),
                        square("kernel_shape", conv.kernel()),
                        square("strides", conv.stride()),
                        OnnxGraph.wholes("pads", fourTimes(conv.padding())));
            case Layer.BatchNorm norm ->
                graph.node(
                        "BatchNormalization",
                        List.of(
                                x,
                                weight(norm.name() + ".scale"),
                                weight(norm.name() + ".shift"),
                                weight(norm.name() + ".mean"),
                                weight(norm.name() + ".variance")),
                        OnnxGraph.real("epsilon", Network.EPSILON));
            case Layer.Rectify rectify -> graph.node("Relu", List.of(x));
            case Layer.Dropout dropout -> x;
            case Layer.MaxPool pool ->
                graph.node(
                        "MaxPool",
                        List.of(x),
                        square("kernel_shape", pool.size()),
                        square("strides", pool.stride()),
                        OnnxGraph.wholes("pads", fourTimes(pool.padding())));
            case Layer.GlobalAverage average ->
                graph.node("Flatten", List.of(graph.node("GlobalAveragePool", List.of(x))));
            case Layer.Residual residual ->
                graph.node("Add", List.of(through(residual.path(), x), through(residual.shortcut(), x)));
        };
    }

    private String weight(String name) {
        NDArray tensor = network.weights().get(name);
        return graph.constant(name, tensor.toFloatArray(), tensor.getShape().getShape());
    }

    private static AttributeProto square(String name, long size) {
        return OnnxGraph.wholes(name, List.of(size, size));
    }

    private static List<Long> fourTimes(long padding) {
        return List.of(padding, padding, padding, padding);
    }
}
