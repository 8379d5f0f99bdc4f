package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.ModelSignature;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.onnx.TensorSpec;
import dev.mainnet.training.tabular.Cell;
import dev.mainnet.training.tabular.TabularFile;
import dev.mainnet.worker.execution.JobFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Feeds the columns of a table to a model: which input takes which columns, and how many rows go in at once. */
final class ModelInputs {

    /**
     * An input and its columns.
     *
     * @param indexes of the columns in a row
     */
    private record Feed(TensorSpec spec, InputShape shape, List<Integer> indexes) {}

    private final Table table;
    private final List<Feed> feeds = new ArrayList<>();
    private final OptionalInt rowsPerRun;
    private final boolean fillsMissing;

    /**
     * Assigns the columns to the inputs in order.
     *
     * @throws JobFailedException where they do not fit
     */
    ModelInputs(ModelSignature signature, Table table, List<String> columns) {
        this.table = table;
        fillsMissing = TabularFile.fillsMissingValues(signature.metadata());
        int next = 0;
        for (TensorSpec spec : signature.inputs()) {
            InputShape shape = InputShape.of(spec, signature.inputs().size() == 1 ? columns.size() : 1);
            if (next + shape.width() > columns.size()) {
                throw doesNotFit(columns);
            }
            List<Integer> indexes = columns.subList(next, next + shape.width()).stream()
                    .map(table::column)
                    .toList();
            feeds.add(new Feed(spec, shape, indexes));
            next += shape.width();
        }
        if (next != columns.size()) {
            throw doesNotFit(columns);
        }
        rowsPerRun = feeds.stream()
                .map(Feed::shape)
                .flatMapToInt(shape -> shape.fixedRows().stream())
                .min();
    }

    /** How many rows a run takes at least and at most; nothing where it takes any number. */
    OptionalInt rowsPerRun() {
        return rowsPerRun;
    }

    /** One tensor for each input. */
    List<Tensor> tensors(List<Table.Row> rows) {
        return feeds.stream().map(feed -> tensor(feed, rows)).toList();
    }

    private Tensor tensor(Feed feed, List<Table.Row> rows) {
        Shape shape = feed.shape().of(rows.size());
        String name = feed.spec().name();
        Datatype type = feed.spec().datatype();
        if (type == Datatype.BYTES) {
            return new Tensor.Strings(
                    name,
                    shape,
                    rows.stream()
                            .flatMap(row -> feed.indexes().stream().map(row.cells()::get))
                            .map(cell -> fillsMissing ? cell.strip() : cell)
                            .toList());
        }
        ByteBuffer elements = ByteBuffer.allocate(Math.multiplyExact(
                        Math.multiplyExact(rows.size(), feed.indexes().size()), type.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Table.Row row : rows) {
            for (int index : feed.indexes()) {
                String cell = row.cells().get(index);
                if (fillsMissing && type == Datatype.FP32 && Cell.missing(cell)) {
                    elements.putFloat(Float.NaN);
                } else {
                    Cells.put(elements, type, cell, row.line(), table.header().get(index));
                }
            }
        }
        return new Tensor.Numbers(name, type, shape, elements.flip());
    }

    private static JobFailedException doesNotFit(List<String> columns) {
        return new JobFailedException(
                "The model takes another number of columns than " + columns.size() + ": " + columns);
    }
}
