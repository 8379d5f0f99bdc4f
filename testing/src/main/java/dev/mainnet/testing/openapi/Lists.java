package dev.mainnet.testing.openapi;

import dev.mainnet.testing.openapi.Sources.Reading;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The query parameters of lists, told by how a controller reads them: {@code PageRequest.of(query, People.SORTS)}. */
final class Lists {

    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern CONSTANT = Pattern.compile("(?:(\\w+)\\.)?([A-Z_]+)");

    private Lists() {}

    static Optional<ArrayNode> read(Method method, Sources sources, JsonMapper json) {
        for (Reading reading : sources.readingsOf(method)) {
            switch (reading.of()) {
                case "PageRequest.of" -> {
                    return Optional.of(
                            pages(json, sorts(method, reading.arguments().getLast())));
                }
                case "CursorRequest.of" -> {
                    return Optional.of(cursor(json));
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static ArrayNode pages(JsonMapper json, List<String> sorts) {
        ArrayNode parameters = json.createArrayNode();
        query(parameters, "page", "integer").put("minimum", 1).put("default", 1);
        limit(parameters);
        ObjectNode sort = query(parameters, "sort_by", "string").put("default", sorts.getFirst());
        sorts.forEach(sort.withArray("enum")::add);
        ObjectNode order = query(parameters, "order", "string");
        order.withArray("enum").add("asc").add("desc");
        return parameters;
    }

    private static ArrayNode cursor(JsonMapper json) {
        ArrayNode parameters = json.createArrayNode();
        limit(parameters);
        query(parameters, "after", "string")
                .put("format", "uuid")
                .put("description", "`next_cursor` of the part before; nothing for the first part");
        return parameters;
    }

    private static void limit(ArrayNode parameters) {
        query(parameters, "limit", "integer")
                .put("minimum", 1)
                .put("maximum", 100)
                .put("default", 10);
    }

    private static ObjectNode query(ArrayNode parameters, String name, String type) {
        return parameters
                .addObject()
                .put("name", name)
                .put("in", "query")
                .putObject("schema")
                .put("type", type);
    }

    private static List<String> sorts(Method method, String expression) {
        Matcher constant = CONSTANT.matcher(expression);
        if (constant.matches()) {
            return constant(method.getDeclaringClass(), constant.group(1), constant.group(2));
        }
        List<String> texts = new ArrayList<>();
        TEXT.matcher(expression).results().forEach(text -> texts.add(text.group(1)));
        return texts;
    }

    /** A constant of the controller or of a class beside it. */
    private static List<String> constant(Class<?> controller, String owner, String name) {
        try {
            Class<?> type = owner == null ? controller : Class.forName(controller.getPackageName() + "." + owner);
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return ((List<?>) field.get(null)).stream().map(String::valueOf).toList();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Cannot tell how " + controller + " sorts", e);
        }
    }
}
