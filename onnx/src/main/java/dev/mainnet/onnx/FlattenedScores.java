package dev.mainnet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Turns maps from class to score, one for each row as scikit-learn's exporter writes them, into a tensor with a column for each class. */
final class FlattenedScores {
    private FlattenedScores() {}

    /** A class missing from a row scores 0. */
    static Output of(TensorSpec spec, List<Map<?, ?>> rows) {
        List<Map<String, Number>> byLabel = new ArrayList<>();
        for (Map<?, ?> row : rows) {
            Map<String, Number> scores = new HashMap<>();
            row.forEach((label, score) -> scores.put(label.toString(), (Number) score));
            byLabel.add(scores);
        }
        List<String> labels = spec.labels().isEmpty() ? labels(rows) : spec.labels();
        int size = spec.datatype().size();
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(rows.size() * labels.size(), size))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Map<String, Number> row : byLabel) {
            for (String label : labels) {
                Number score = row.getOrDefault(label, 0);
                switch (spec.datatype()) {
                    case FP32 -> data.putFloat(score.floatValue());
                    case FP64 -> data.putDouble(score.doubleValue());
                    default -> data.putLong(score.longValue());
                }
            }
        }
        Shape shape = Shape.of(rows.size(), labels.size());
        return new Output(new Tensor.Numbers(spec.name(), spec.datatype(), shape, data.flip()), labels);
    }

    /** Every key of every row: numbers by value, text by the alphabet. */
    private static List<String> labels(List<Map<?, ?>> rows) {
        TreeSet<Object> keys =
                new TreeSet<>(Comparator.comparing((Object key) -> key instanceof Long number ? number : 0L)
                        .thenComparing(Object::toString));
        rows.forEach(row -> keys.addAll(row.keySet()));
        return keys.stream().map(Object::toString).toList();
    }
}
