package dev.mainnet.model.reference;

import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.TensorSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schemas (draft 2020-12) and examples of tensors. */
final class TensorSchemas {

    private static final int MOST_EXAMPLE_ELEMENTS = 64;

    private TensorSchemas() {}

    /** The dimensions of one row, or of the whole tensor where it has no rows. */
    static List<Long> rowShape(TensorSpec spec) {
        return spec.hasRows() ? spec.shape().subList(1, spec.shape().size()) : spec.shape();
    }

    /** Nested lists of those dimensions. */
    static Map<String, Object> schema(Datatype datatype, List<Long> shape) {
        Map<String, Object> schema = element(datatype);
        for (long size : shape.reversed()) {
            Map<String, Object> list = new LinkedHashMap<>(Map.of("type", "array", "items", schema));
            if (size >= 0) {
                list.put("minItems", size);
                list.put("maxItems", size);
            } else {
                list.put("minItems", 1);
            }
            schema = list;
        }
        return schema;
    }

    /** Whether an example of those dimensions is short enough to be read. */
    static boolean hasExample(List<Long> shape) {
        long elements = 1;
        for (long size : shape) {
            elements *= Math.max(1, size);
            if (elements > MOST_EXAMPLE_ELEMENTS) {
                return false;
            }
        }
        return true;
    }

    /** Nested lists of zeros or texts; an open size is 1. */
    static Object example(Datatype datatype, List<Long> shape) {
        if (shape.isEmpty()) {
            return element(datatype, "text", false, 0, 0.0);
        }
        List<Object> list = new ArrayList<>();
        Object child = example(datatype, shape.subList(1, shape.size()));
        for (long i = 0; i < Math.abs(shape.getFirst()); i++) {
            list.add(child);
        }
        return list;
    }

    private static Object element(Datatype datatype, Object text, Object bool, Object whole, Object number) {
        return switch (datatype) {
            case BYTES -> text;
            case BOOL -> bool;
            case FP16, BF16, FP32, FP64 -> number;
            case UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, INT64 -> whole;
        };
    }

    private static Map<String, Object> element(Datatype datatype) {
        return switch (datatype) {
            case BYTES -> typed("string");
            case BOOL -> typed("boolean");
            case FP16, BF16, FP32, FP64 -> typed("number");
            case UINT8, UINT16, UINT32, UINT64 -> {
                Map<String, Object> schema = typed("integer");
                schema.put("minimum", 0);
                schema.put("maximum", BigInteger.TWO.pow(8 * datatype.width()).subtract(BigInteger.ONE));
                yield schema;
            }
            case INT8, INT16, INT32, INT64 -> {
                Map<String, Object> schema = typed("integer");
                BigInteger half = BigInteger.TWO.pow(8 * datatype.width() - 1);
                schema.put("minimum", half.negate());
                schema.put("maximum", half.subtract(BigInteger.ONE));
                yield schema;
            }
        };
    }

    private static Map<String, Object> typed(String type) {
        return new LinkedHashMap<>(Map.of("type", type));
    }
}
