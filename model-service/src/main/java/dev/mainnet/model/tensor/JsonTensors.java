package dev.mainnet.model.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Reads a JSON value as a tensor that a model declares. */
public final class JsonTensors {

    private static final int SHOWN = 40;
    private static final int MOST_DIMENSIONS = 32;

    private JsonTensors() {}

    /**
     * Reads one row (which gets a first dimension of 1) or the whole tensor.
     *
     * @throws TensorMismatch when the shape or an element is not what the model declares
     */
    public static Tensor read(TensorSpec spec, JsonNode value) {
        List<Long> given = shape(spec, value);
        List<Long> shape = fit(spec, given);
        return read(spec, shape, value);
    }

    /**
     * Reads elements whose shape is known, nested or flat.
     *
     * @throws TensorMismatch when their number or one of them is not what was declared
     */
    public static Tensor read(TensorSpec spec, List<Long> shape, JsonNode value) {
        int elements = Tensor.elements(shape);
        Tensor tensor;
        if (spec.datatype() == Datatype.BYTES) {
            List<String> texts = new ArrayList<>();
            each(value, element -> texts.add(text(spec, element)));
            tensor = new Tensor.Texts(spec.name(), shape, texts);
        } else {
            ElementWriter writer = new ElementWriter(spec, elements);
            int[] left = {elements};
            each(value, element -> {
                if (--left[0] < 0) {
                    throw new TensorMismatch("'" + spec.name() + "' has more elements than its shape " + shape);
                }
                writer.write(element);
            });
            tensor = new Tensor.Numbers(spec.name(), spec.datatype(), shape, writer.finish());
        }
        if (tensor.size() != elements) {
            throw new TensorMismatch("'" + spec.name() + "' has " + tensor.size() + " elements, but its shape " + shape
                    + " needs " + elements);
        }
        return tensor;
    }

    private static List<Long> fit(TensorSpec spec, List<Long> given) {
        List<Long> row = new ArrayList<>(List.of(1L));
        row.addAll(given);
        if (spec.hasRows() && spec.shape().size() == row.size() && spec.accepts(row)) {
            return row;
        }
        if (given.isEmpty() && spec.shape().stream().allMatch(size -> size == 1 || size == -1)) {
            return spec.shape().stream().map(size -> 1L).toList();
        }
        if (spec.accepts(given)) {
            return given;
        }
        throw new TensorMismatch("Input '" + spec.name() + "' has shape " + given + ", expected " + expected(spec));
    }

    private static String expected(TensorSpec spec) {
        List<Long> row = spec.shape().isEmpty()
                ? List.of()
                : spec.shape().subList(1, spec.shape().size());
        String shape =
                spec.hasRows() ? row + " for one row (the model declares " + spec.shape() + ")" : spec.shape() + "";
        return shape + " of " + spec.datatype() + (spec.shape().contains(-1L) ? ", where -1 is any size" : "");
    }

    /** The dimensions of nested arrays, all of which must be full. */
    private static List<Long> shape(TensorSpec spec, JsonNode value) {
        List<Long> shape = new ArrayList<>();
        for (JsonNode level = value; level.isArray(); level = level.get(0)) {
            shape.add((long) level.size());
            if (level.isEmpty()) {
                throw new TensorMismatch("Input '" + spec.name() + "' holds an empty list, expected " + expected(spec));
            }
            if (shape.size() > MOST_DIMENSIONS) {
                throw new TensorMismatch("Input '" + spec.name() + "' is nested deeper than any tensor");
            }
        }
        checkFull(spec, value, shape, 0);
        return shape;
    }

    private static void checkFull(TensorSpec spec, JsonNode value, List<Long> shape, int depth) {
        boolean leaf = depth == shape.size();
        if (leaf ? value.isArray() : !value.isArray() || value.size() != shape.get(depth)) {
            throw new TensorMismatch("Input '" + spec.name()
                    + "' is ragged: its lists differ in length or depth, expected " + expected(spec));
        }
        if (!leaf) {
            for (JsonNode child : value) {
                checkFull(spec, child, shape, depth + 1);
            }
        }
    }

    private static void each(JsonNode value, Consumer<JsonNode> element) {
        if (value.isArray()) {
            for (JsonNode child : value) {
                each(child, element);
            }
        } else {
            element.accept(value);
        }
    }

    private static String text(TensorSpec spec, JsonNode value) {
        if (!value.isString()) {
            throw refusedElement(spec, value);
        }
        return value.stringValue();
    }

    static TensorMismatch refusedElement(TensorSpec spec, JsonNode value) {
        String found = value.toString();
        String shown = found.length() > SHOWN ? found.substring(0, SHOWN) + "…" : found;
        return new TensorMismatch("Input '" + spec.name() + "' holds " + shown + ", but " + spec.datatype() + " takes "
                + spec.datatype().accepted());
    }
}
