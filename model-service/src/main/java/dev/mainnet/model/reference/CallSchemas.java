package dev.mainnet.model.reference;

import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON Schemas of one row of input and of one prediction. */
final class CallSchemas {

    private CallSchemas() {}

    /** One row: the only input's value, or an object by the names of several. */
    static Map<String, Object> input(TensorSignature signature) {
        return byName(signature.inputs(), spec -> TensorSchemas.schema(spec.datatype(), TensorSchemas.rowShape(spec)));
    }

    /** What a call answers for one row. */
    static Map<String, Object> prediction(TensorSignature signature) {
        return signature
                .classifier()
                .map(classifier -> classified(classifier.labels()))
                .orElseGet(() -> byName(signature.outputs(), CallSchemas::value));
    }

    /** A row to try; nothing where it would be too long to read. */
    static Optional<Object> example(TensorSignature signature) {
        List<TensorSpec> inputs = signature.inputs();
        if (!inputs.stream().allMatch(spec -> TensorSchemas.hasExample(TensorSchemas.rowShape(spec)))) {
            return Optional.empty();
        }
        if (inputs.size() == 1) {
            return Optional.of(example(inputs.getFirst()));
        }
        Map<String, Object> row = new LinkedHashMap<>();
        inputs.forEach(spec -> row.put(spec.name(), example(spec)));
        return Optional.of(row);
    }

    private static Object example(TensorSpec spec) {
        return TensorSchemas.example(spec.datatype(), TensorSchemas.rowShape(spec));
    }

    private static Map<String, Object> classified(List<String> labels) {
        Map<String, Object> name = new LinkedHashMap<>(Map.of("type", "string"));
        if (!labels.isEmpty()) {
            name.put("enum", labels.stream().distinct().toList());
        }
        return object(Map.of("class", name, "confidence", Map.of("type", "number", "minimum", 0, "maximum", 1)));
    }

    /** A row of a single element is that element. */
    private static Map<String, Object> value(TensorSpec spec) {
        List<Long> row = TensorSchemas.rowShape(spec);
        boolean single = spec.hasRows() && row.stream().noneMatch(size -> size < 0) && Tensor.elements(row) == 1;
        return TensorSchemas.schema(spec.datatype(), single ? List.of() : row);
    }

    private static Map<String, Object> byName(
            List<TensorSpec> specs, Function<TensorSpec, Map<String, Object>> schema) {
        if (specs.size() == 1) {
            return schema.apply(specs.getFirst());
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        specs.forEach(spec -> properties.put(spec.name(), schema.apply(spec)));
        return object(properties);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", properties.keySet().stream().sorted().toList());
        schema.put("additionalProperties", false);
        return schema;
    }
}
