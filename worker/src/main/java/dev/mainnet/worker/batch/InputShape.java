package dev.mainnet.worker.batch;

import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.TensorSpec;
import dev.mainnet.worker.execution.JobFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The shape of an input, read as rows of columns: the first dimension counts rows, the others are the columns of one row. A single
 * fixed dimension, and none at all, hold one row.
 *
 * @param columns the dimensions of one row, none open
 * @param hasRows whether there is a dimension for rows
 * @param fixedRows the number of rows a run takes; nothing for any number
 */
record InputShape(List<Long> columns, boolean hasRows, OptionalInt fixedRows) {

    /** @param available how many columns an input of open width takes */
    static InputShape of(TensorSpec spec, int available) {
        Shape shape = spec.shape();
        if (!shape.ranked()) {
            return new InputShape(List.of((long) available), true, OptionalInt.empty());
        }
        List<Long> dims = shape.dims();
        if (dims.isEmpty() || (dims.size() == 1 && dims.getFirst() >= 0)) {
            return new InputShape(dims, false, OptionalInt.of(1));
        }
        long rows = dims.getFirst();
        OptionalInt fixedRows = rows < 0 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(rows));
        return new InputShape(closed(spec, dims.subList(1, dims.size()), available), true, fixedRows);
    }

    /** How many columns one row has. */
    int width() {
        return Math.toIntExact(columns.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
    }

    /** The shape of a tensor of that many rows. */
    Shape of(int rows) {
        List<Long> dims = new ArrayList<>();
        if (hasRows) {
            dims.add((long) rows);
        }
        dims.addAll(columns);
        return new Shape(dims, true);
    }

    /** One open dimension takes what is there; several leave it open what goes where. */
    private static List<Long> closed(TensorSpec spec, List<Long> dims, int available) {
        long known = dims.stream().filter(dim -> dim >= 0).reduce(1L, Math::multiplyExact);
        long open = dims.stream().filter(dim -> dim < 0).count();
        if (open > 1 || (open == 1 && (known == 0 || available % known != 0))) {
            throw new JobFailedException("Rows of " + available + " columns do not fit the model's input " + spec);
        }
        return dims.stream().map(dim -> dim >= 0 ? dim : available / known).toList();
    }
}
