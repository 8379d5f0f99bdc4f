package dev.mainnet.training.tabular;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table as the inputs of a {@link TabularFile}. */
final class RowTensors {
    private final Table table;
    private final List<Integer> rows;

    RowTensors(Table table, List<Integer> rows) {
        this.table = table;
        this.rows = rows;
    }

    List<Tensor> of(Features features) {
        if (features.numbersOnly()) {
            return List.of(numbers("input", features.used()));
        }
        List<Tensor> inputs = new ArrayList<>();
        for (Feature feature : features.used()) {
            inputs.add(
                    switch (feature) {
                        case Feature.Quantity quantity -> numbers(quantity.column(), List.of(quantity));
                        case Feature.Category category ->
                            new Tensor.Strings(category.column(), Shape.of(rows.size(), 1), cells(category));
                    });
        }
        return inputs;
    }

    private Tensor numbers(String name, List<? extends Feature> columns) {
        ByteBuffer data =
                ByteBuffer.allocate(rows.size() * columns.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        List<List<String>> cells = columns.stream().map(this::cells).toList();
        for (int row = 0; row < rows.size(); row++) {
            for (List<String> column : cells) {
                String cell = column.get(row);
                data.putFloat(Cell.missing(cell) ? Float.NaN : Cell.number(cell));
            }
        }
        return new Tensor.Numbers(name, Datatype.FP32, Shape.of(rows.size(), columns.size()), data.flip());
    }

    private List<String> cells(Feature feature) {
        int column = table.indexOf(feature.column());
        return rows.stream()
                .map(row -> table.rows().get(row).get(column).strip())
                .toList();
    }
}
