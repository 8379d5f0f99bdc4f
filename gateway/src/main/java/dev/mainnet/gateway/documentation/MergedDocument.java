package dev.mainnet.gateway.documentation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of the document in one: paths and schemas of all, tags, and the errors that every operation may have. */
final class MergedDocument {

    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode whole;
    private final StandardErrors errors;

    MergedDocument(ObjectNode whole) {
        this.whole = whole;
        errors = new StandardErrors(whole.withObject("/components/responses"));
    }

    void add(String service, ObjectNode part) {
        ObjectNode schemas = whole.withObject("/components/schemas");
        JsonNode added = part.path("components").path("schemas");
        Map<String, String> names = new HashMap<>();
        added.propertyStream().forEach(schema -> {
            JsonNode old = schemas.get(schema.getKey());
            if (old != null && !old.equals(schema.getValue())) {
                names.put(schema.getKey(), prefix(service) + schema.getKey());
            }
        });
        refer(part, names);
        added.propertyStream()
                .forEach(
                        schema -> schemas.set(names.getOrDefault(schema.getKey(), schema.getKey()), schema.getValue()));
        part.path("paths").propertyStream().forEach(path -> addPath(path.getKey(), (ObjectNode) path.getValue()));
    }

    /** Sorted, with what the gateway adds to each operation. */
    ObjectNode finished() {
        ObjectNode paths = whole.withObject("/paths");
        Map<String, JsonNode> sorted = new TreeMap<>();
        paths.propertyStream().forEach(path -> sorted.put(path.getKey(), path.getValue()));
        paths.removeAll();
        paths.setAll(sorted);
        sorted.forEach((path, operations) -> operations.values().forEach(operation -> {
            ((ObjectNode) operation).putArray("tags").add(Tags.of(path));
            errors.addTo((ObjectNode) operation, path);
        }));
        return whole;
    }

    private void addPath(String path, ObjectNode operations) {
        whole.withObject("/paths")
                .withObject("/" + path.replace("~", "~0").replace("/", "~1"))
                .setAll(operations);
    }

    /** {@code user-service} as the beginning of a name: {@code User}. */
    private static String prefix(String service) {
        return Character.toUpperCase(service.charAt(0)) + service.substring(1, service.indexOf('-'));
    }

    private static void refer(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            String reference = object.path("$ref").asString("");
            if (reference.startsWith(REFERENCE)) {
                String name = reference.substring(REFERENCE.length());
                object.put("$ref", REFERENCE + names.getOrDefault(name, name));
            }
        }
        node.values().forEach(value -> refer(value, names));
    }
}
