package dev.mainnet.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class names that a file tells, found in this order: a ZipMap that makes the output, the metadata entry {@code labels} (a JSON
 * list or comma-separated), the one classifier node of the graph.
 */
final class ClassLabels {
    private static final Pattern JSON_TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final List<NodeScan> nodes;
    private final List<List<String>> candidates;

    ClassLabels(ModelScan scan) {
        nodes = scan.classifiers();
        candidates = Stream.concat(fromMetadata(scan.metadata()).stream(), fromClassifier().stream())
                .toList();
    }

    /** The labels of an output of maps, in the order ZipMap's attribute has them. */
    List<String> ofMaps(String output) {
        return nodes.stream()
                .filter(node ->
                        node.operator().equals("ZipMap") && node.outputs().contains(output))
                .map(NodeScan::classLabels)
                .findFirst()
                .orElse(List.of());
    }

    /** The labels of a tensor's last dimension: scores whose width is the number of labels, or is open. */
    List<String> ofTensor(Datatype datatype, Shape shape) {
        if (!datatype.isFloatingPoint() || !shape.ranked() || shape.dims().isEmpty()) {
            return List.of();
        }
        long width = shape.dims().getLast();
        boolean open = width < 0 && shape.dims().size() > 1;
        return candidates.stream()
                .filter(labels -> open || labels.size() == width)
                .findFirst()
                .orElse(List.of());
    }

    private Optional<List<String>> fromClassifier() {
        List<List<String>> distinct =
                nodes.stream().map(NodeScan::classLabels).distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
    }

    private static Optional<List<String>> fromMetadata(Map<String, String> metadata) {
        String labels = metadata.getOrDefault("labels", "").strip();
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        if (!labels.startsWith("[")) {
            return Optional.of(
                    Arrays.stream(labels.split(",", -1)).map(String::strip).toList());
        }
        List<String> found = new ArrayList<>();
        Matcher text = JSON_TEXT.matcher(labels);
        while (text.find()) {
            found.add(text.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
