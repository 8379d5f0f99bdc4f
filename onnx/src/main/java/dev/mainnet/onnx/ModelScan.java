package dev.mainnet.onnx;

import static dev.mainnet.onnx.WireReader.LENGTH;
import static dev.mainnet.onnx.WireReader.VARINT;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a model's protobuf before ONNX Runtime may touch it: that it is a model, that no tensor anywhere points to a file, and what
 * only the file tells (class labels, which shapes are declared). Field numbers are those of onnx.proto3.
 */
final class ModelScan {
    private static final int IR_VERSION = 1 << 3 | VARINT;
    private static final int GRAPH = 7 << 3 | LENGTH;
    private static final int METADATA = 14 << 3 | LENGTH;
    private static final int TRAINING = 20 << 3 | LENGTH;
    private static final int FUNCTION = 25 << 3 | LENGTH;

    private static final int TRAINING_INITIALIZATION = 1 << 3 | LENGTH;
    private static final int TRAINING_ALGORITHM = 2 << 3 | LENGTH;

    private static final int FUNCTION_NODE = 7 << 3 | LENGTH;
    private static final int FUNCTION_ATTRIBUTE = 11 << 3 | LENGTH;

    private static final int GRAPH_NODE = 1 << 3 | LENGTH;
    private static final int INITIALIZER = 5 << 3 | LENGTH;
    private static final int INPUT = 11 << 3 | LENGTH;
    private static final int OUTPUT = 12 << 3 | LENGTH;
    private static final int SPARSE_INITIALIZER = 15 << 3 | LENGTH;

    private static final int KEY = 1 << 3 | LENGTH;
    private static final int VALUE = 2 << 3 | LENGTH;

    private static final int NAME = 1 << 3 | LENGTH;
    private static final int TYPE = 2 << 3 | LENGTH;
    private static final int TENSOR_TYPE = 1 << 3 | LENGTH;
    private static final int SHAPE = 2 << 3 | LENGTH;

    /** What is kept of a file is bounded, whatever the file holds. */
    private static final int MAX_METADATA_CHARACTERS = 1 << 20;

    private static final int MAX_KEPT = 1_000;

    private final Map<String, String> metadata = new HashMap<>();
    private final Set<String> unranked = new HashSet<>();
    private final List<NodeScan> nodes = new ArrayList<>();
    private int metadataCharacters;
    private boolean hasVersion;
    private boolean hasGraph;

    private ModelScan() {}

    /** @throws OnnxException.NotAModel or {@link OnnxException.ExternalData} */
    static ModelScan of(MemorySegment file) {
        FileKind.refuseOthers(file);
        ModelScan scan = new ModelScan();
        scan.model(new WireReader(file));
        if (!scan.hasVersion || !scan.hasGraph) {
            throw new OnnxException.NotAModel("The file is not an ONNX model: it holds no graph");
        }
        return scan;
    }

    /** The file's key-value pairs. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** Whether the graph's input or output of that name declares no shape, which ONNX Runtime shows as a scalar. */
    boolean unranked(String name) {
        return unranked.contains(name);
    }

    /** The nodes of the main graph that name classes. */
    List<NodeScan> classifiers() {
        return nodes;
    }

    private void model(WireReader model) {
        while (model.next()) {
            switch (model.key()) {
                case IR_VERSION -> hasVersion = true;
                case GRAPH -> {
                    hasGraph = true;
                    graph(model.message(), true);
                }
                case METADATA -> metadata(model.message());
                case TRAINING -> training(model.message());
                case FUNCTION -> function(model.message());
                default -> {}
            }
        }
    }

    private void training(WireReader training) {
        while (training.next()) {
            if (training.key() == TRAINING_INITIALIZATION || training.key() == TRAINING_ALGORITHM) {
                graph(training.message(), false);
            }
        }
    }

    private void function(WireReader function) {
        while (function.next()) {
            switch (function.key()) {
                case FUNCTION_NODE -> NodeScan.node(function.message());
                case FUNCTION_ATTRIBUTE -> NodeScan.attribute(function.message());
                default -> {}
            }
        }
    }

    private void graph(WireReader graph, boolean main) {
        while (graph.next()) {
            switch (graph.key()) {
                case GRAPH_NODE -> {
                    NodeScan node = NodeScan.node(graph.message());
                    if (main && !node.classLabels().isEmpty() && nodes.size() < MAX_KEPT) {
                        nodes.add(node);
                    }
                }
                case INITIALIZER -> TensorScan.tensor(graph.message());
                case SPARSE_INITIALIZER -> TensorScan.sparse(graph.message());
                case INPUT, OUTPUT -> {
                    if (main) {
                        declaration(graph.message());
                    }
                }
                default -> {}
            }
        }
    }

    static void subgraph(WireReader graph) {
        new ModelScan().graph(graph, false);
    }

    private void declaration(WireReader declaration) {
        String name = "";
        boolean ranked = false;
        while (declaration.next()) {
            switch (declaration.key()) {
                case NAME -> name = declaration.text();
                case TYPE -> ranked |= contains(declaration.message(), TENSOR_TYPE, SHAPE);
                default -> {}
            }
        }
        if (!ranked && unranked.size() < MAX_KEPT) {
            unranked.add(name);
        }
    }

    private static boolean contains(WireReader outer, int field, int inner) {
        boolean found = false;
        while (outer.next()) {
            if (outer.key() == field) {
                WireReader message = outer.message();
                while (message.next()) {
                    found |= message.key() == inner;
                }
            }
        }
        return found;
    }

    private void metadata(WireReader entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            switch (entry.key()) {
                case KEY -> key = entry.text();
                case VALUE -> value = entry.text();
                default -> {}
            }
        }
        metadataCharacters += key.length() + value.length();
        if (metadataCharacters <= MAX_METADATA_CHARACTERS && metadata.size() < MAX_KEPT) {
            metadata.put(key, value);
        }
    }
}
