package dev.mainnet.model.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts tensors of one row each on top of each other. */
public final class TensorStack {

    private TensorStack() {}

    /** One tensor with a row for each of those given, which belong to one input; nothing where their rows differ in shape. */
    public static Optional<Tensor> of(List<Tensor> rows) {
        Tensor first = rows.getFirst();
        boolean alike = rows.stream().allMatch(row -> row.shape().equals(first.shape()));
        if (!alike || first.shape().isEmpty() || first.rows() != 1) {
            return Optional.empty();
        }
        List<Long> shape = new ArrayList<>(first.shape());
        shape.set(0, (long) rows.size());
        return Optional.of(
                switch (first) {
                    case Tensor.Texts texts -> new Tensor.Texts(texts.name(), shape, texts(rows));
                    case Tensor.Numbers numbers ->
                        new Tensor.Numbers(numbers.name(), numbers.datatype(), shape, numbers(rows));
                });
    }

    private static List<String> texts(List<Tensor> rows) {
        List<String> all = new ArrayList<>();
        for (Tensor row : rows) {
            if (row instanceof Tensor.Texts texts) {
                all.addAll(texts.values());
            }
        }
        return all;
    }

    private static ByteBuffer numbers(List<Tensor> rows) {
        int size = rows.stream()
                .mapToInt(row -> row.size() * row.datatype().width())
                .reduce(0, Math::addExact);
        ByteBuffer all = ByteBuffer.allocate(size);
        for (Tensor row : rows) {
            if (row instanceof Tensor.Numbers numbers) {
                all.put(numbers.data().duplicate());
            }
        }
        return all.flip();
    }
}
