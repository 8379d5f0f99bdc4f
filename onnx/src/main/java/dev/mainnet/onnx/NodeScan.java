package dev.mainnet.onnx;

import static dev.mainnet.onnx.WireReader.LENGTH;
import static dev.mainnet.onnx.WireReader.VARINT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One node of a graph: its attributes are searched for files, and a classifier's or ZipMap's labels are kept.
 *
 * @param classLabels the classes a node names in its attributes, else empty
 */
record NodeScan(String operator, List<String> outputs, List<String> classLabels) {
    private static final int NODE_OUTPUT = 2 << 3 | LENGTH;
    private static final int OPERATOR = 4 << 3 | LENGTH;
    private static final int ATTRIBUTE = 5 << 3 | LENGTH;

    private static final int NAME = 1 << 3 | LENGTH;
    private static final int TENSOR = 5 << 3 | LENGTH;
    private static final int GRAPH = 6 << 3 | LENGTH;
    private static final int INTS = 8 << 3 | VARINT;
    private static final int PACKED_INTS = 8 << 3 | LENGTH;
    private static final int STRINGS = 9 << 3 | LENGTH;
    private static final int TENSORS = 10 << 3 | LENGTH;
    private static final int GRAPHS = 11 << 3 | LENGTH;
    private static final int SPARSE_TENSOR = 22 << 3 | LENGTH;
    private static final int SPARSE_TENSORS = 23 << 3 | LENGTH;

    /** As ZipMap, the linear, SVM and tree classifiers of ai.onnx.ml spell it. */
    private static final Set<String> LABEL_ATTRIBUTES =
            Set.of("classlabels_strings", "classlabels_int64s", "classlabels_ints");

    private static final int MAX_LABELS = 100_000;
    private static final int MAX_LABEL_CHARACTERS = 1 << 20;
    private static final int MAX_OUTPUTS = 1_000;

    static NodeScan node(WireReader node) {
        String operator = "";
        List<String> outputs = new ArrayList<>();
        List<String> labels = List.of();
        while (node.next()) {
            switch (node.key()) {
                case NODE_OUTPUT -> {
                    if (outputs.size() < MAX_OUTPUTS) {
                        outputs.add(node.text());
                    }
                }
                case OPERATOR -> operator = node.text();
                case ATTRIBUTE -> {
                    List<String> found = attribute(node.message());
                    labels = found.isEmpty() ? labels : found;
                }
                default -> {}
            }
        }
        return new NodeScan(operator, outputs, labels);
    }

    /** Returns the class labels where the attribute is a list of them. */
    static List<String> attribute(WireReader attribute) {
        String name = "";
        List<String> values = new ArrayList<>();
        int characters = 0;
        while (attribute.next()) {
            switch (attribute.key()) {
                case NAME -> name = attribute.text();
                case TENSOR, TENSORS -> TensorScan.tensor(attribute.message());
                case SPARSE_TENSOR, SPARSE_TENSORS -> TensorScan.sparse(attribute.message());
                case GRAPH, GRAPHS -> ModelScan.subgraph(attribute.message());
                case INTS -> keep(values, attribute.varint());
                case PACKED_INTS -> {
                    WireReader packed = attribute.message();
                    while (packed.nextPacked()) {
                        keep(values, packed.varint());
                    }
                }
                case STRINGS -> {
                    if (values.size() < MAX_LABELS && characters < MAX_LABEL_CHARACTERS) {
                        String text = attribute.text();
                        characters += text.length();
                        values.add(text);
                    }
                }
                default -> {}
            }
        }
        boolean whole = values.size() < MAX_LABELS && characters < MAX_LABEL_CHARACTERS;
        return whole && LABEL_ATTRIBUTES.contains(name) ? values : List.of();
    }

    private static void keep(List<String> values, long number) {
        if (values.size() < MAX_LABELS) {
            values.add(Long.toString(number));
        }
    }
}
