package dev.mainnet.model.reference;

import java.util.List;
import java.util.Map;

/** Pieces of JSON Schema (draft 2020-12) that all descriptions are made of. */
final class JsonSchemas {

    static final Map<String, Object> NUMBER = Map.of("type", "number");
    static final Map<String, Object> TEXT = Map.of("type", "string");
    static final Map<String, Object> COUNT = Map.of("type", "integer", "minimum", 0);

    /** In credits. */
    static final Map<String, Object> COST = object(Map.of("credits", NUMBER, "balance", NUMBER));

    private JsonSchemas() {}

    /** An object that has all of the properties, and perhaps more. */
    static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                properties.keySet().stream().sorted().toList());
    }

    static Map<String, Object> listOf(String schema, int least) {
        return Map.of("type", "array", "minItems", least, "items", reference(schema));
    }

    static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    /** One of those members is there, and not both. */
    static List<Map<String, Object>> oneOf(String first, String second) {
        return List.of(Map.of("required", List.of(first)), Map.of("required", List.of(second)));
    }
}
