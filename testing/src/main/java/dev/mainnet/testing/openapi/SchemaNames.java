package dev.mainnet.testing.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Names of components: a class's simple name, with its feature before it where several features have one of that name. */
final class SchemaNames {

    static final String REFERENCE = "#/components/schemas/";

    private record Named(Class<?> type, List<Class<?>> arguments) {

        private String arguments(Function<Class<?>, String> name) {
            return arguments.stream().map(name).collect(Collectors.joining());
        }

        String simple() {
            return arguments(Class::getSimpleName) + type.getSimpleName();
        }

        String inFeature() {
            String feature =
                    type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
            return Character.toUpperCase(feature.charAt(0)) + feature.substring(1) + simple();
        }

        String inController() {
            Class<?> outer = type.getEnclosingClass();
            return (outer == null ? "" : outer.getSimpleName().replace("Controller", "")) + simple();
        }
    }

    private final Map<String, Named> keys = new TreeMap<>();

    String key(Class<?> type, List<Type> arguments) {
        List<Class<?>> classes = arguments.stream()
                .<Class<?>>map(argument ->
                        (Class<?>) (argument instanceof ParameterizedType generic ? generic.getRawType() : argument))
                .toList();
        String key = classes.stream().map(Class::getName).collect(Collectors.joining("-", type.getName(), ""));
        keys.put(key, new Named(type, classes));
        return key;
    }

    void give(ObjectNode document) {
        Map<String, String> names = names();
        ObjectNode schemas = (ObjectNode) document.path("components").path("schemas");
        Map<String, JsonNode> sorted = new TreeMap<>();
        schemas.propertyStream().forEach(schema -> sorted.put(names.get(schema.getKey()), schema.getValue()));
        schemas.removeAll();
        schemas.setAll(sorted);
        refer(document, names);
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (Function<Named, String> way :
                List.<Function<Named, String>>of(Named::simple, Named::inFeature, Named::inController)) {
            Map<String, List<String>> byName = keys.keySet().stream()
                    .filter(key -> !names.containsKey(key))
                    .collect(Collectors.groupingBy(key -> way.apply(keys.get(key))));
            byName.forEach((name, of) -> {
                if (of.size() == 1 && !names.containsValue(name)) {
                    names.put(of.getFirst(), name);
                }
            });
        }
        if (names.size() < keys.size()) {
            throw new AssertionError("Several types would have one name; all but these have one: " + names);
        }
        return names;
    }

    private static void refer(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            String reference = object.path("$ref").asString("");
            if (reference.startsWith(REFERENCE)) {
                String key = reference.substring(REFERENCE.length());
                object.put("$ref", REFERENCE + names.getOrDefault(key, key));
            }
            object.values().forEach(value -> refer(value, names));
        } else if (node instanceof ArrayNode list) {
            list.values().forEach(value -> refer(value, names));
        }
    }
}
