package dev.mainnet.testing.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What no signature tells, from {@code openapi.json} among the resources of a service's tests: {@code operations} by controller and
 * method, merged into what was found (lists grow, but for {@code security}; null takes away); {@code schemas} by the name of a class whose JSON is its own
 * affair; {@code additions} to what was found of a class; {@code types}, classes to describe that no signature names.
 */
final class WrittenByHand {

    private final ObjectNode root;
    private final Set<String> used = new HashSet<>();

    private WrittenByHand(ObjectNode root) {
        this.root = root;
    }

    static WrittenByHand read(JsonMapper json) {
        try (InputStream in = WrittenByHand.class.getResourceAsStream("/openapi.json")) {
            return new WrittenByHand(in == null ? json.createObjectNode() : (ObjectNode) json.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param handler controller and method, {@code TrainingController.start} */
    Optional<ObjectNode> operation(String handler) {
        used.add(handler);
        return Optional.ofNullable(root.path("operations").get(handler)).map(ObjectNode.class::cast);
    }

    Optional<ObjectNode> schema(Class<?> type) {
        return Optional.ofNullable(root.path("schemas").get(type.getName()))
                .map(schema -> (ObjectNode) schema.deepCopy());
    }

    Optional<JsonNode> addition(Class<?> type) {
        used.add(type.getName());
        return Optional.ofNullable(root.path("additions").get(type.getName()));
    }

    List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        for (JsonNode name : root.path("types")) {
            try {
                types.add(Class.forName(name.asString()));
            } catch (ClassNotFoundException e) {
                throw new LinkageError("openapi.json describes a type that is not there", e);
            }
        }
        return types;
    }

    /** A description that describes nothing any more is an untruth too. */
    void requireAllUsed() {
        for (String part : List.of("operations", "additions")) {
            for (String name : root.path(part).propertyNames()) {
                if (!used.contains(name)) {
                    throw new AssertionError("openapi.json describes " + name + ", which is not there");
                }
            }
        }
    }

    static void merge(ObjectNode into, JsonNode more) {
        more.propertyStream().forEach(member -> {
            JsonNode old = into.get(member.getKey());
            if (member.getValue().isNull()) {
                into.remove(member.getKey());
            } else if (old instanceof ObjectNode object && member.getValue().isObject()) {
                merge(object, member.getValue());
            } else if (!member.getKey().equals("security")
                    && old instanceof ArrayNode list
                    && member.getValue() instanceof ArrayNode added) {
                added.values().forEach(item -> add(list, item));
            } else {
                into.set(member.getKey(), member.getValue().deepCopy());
            }
        });
    }

    /** A parameter that is there already is merged. */
    private static void add(ArrayNode list, JsonNode item) {
        Optional<ObjectNode> same = list.valueStream()
                .filter(old -> item.has("in") && old.path("in").equals(item.path("in")))
                .filter(old -> old.path("name").equals(item.path("name")))
                .map(ObjectNode.class::cast)
                .findFirst();
        same.ifPresentOrElse(old -> merge(old, item), () -> list.add(item.deepCopy()));
    }
}
