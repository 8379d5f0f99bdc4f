package dev.mainnet.billing.checkout;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a checkout session as Stripe publishes them, and what is wrong with a form by them. */
final class PublishedParameters {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = text();

    private PublishedParameters() {}

    /** What Stripe's description does not allow, by the path of each field. */
    static List<String> objectionsTo(Map<String, String> form) {
        Map<String, Object> tree = new TreeMap<>();
        form.forEach(
                (key, value) -> insert(tree, Arrays.asList(key.replace("]", "").split("\\[")), value));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(TEXT, InputFormat.JSON)
                .validate(JSON.writeValueAsString(typed(tree, JSON.readTree(TEXT))), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static void insert(Map<String, Object> tree, List<String> path, String value) {
        if (path.size() == 1) {
            tree.put(path.getFirst(), value);
        } else {
            insert(
                    (Map<String, Object>) tree.computeIfAbsent(path.getFirst(), any -> new TreeMap<String, Object>()),
                    path.subList(1, path.size()),
                    value);
        }
    }

    /** A form knows only texts; what the schema takes for a number, a truth or a list becomes one if it looks like one. */
    private static Object typed(Object node, JsonNode schema) {
        if (node instanceof Map<?, ?> fields) {
            if (schema.path("type").asString("").equals("array")) {
                return fields.values().stream()
                        .map(item -> typed(item, schema.path("items")))
                        .toList();
            }
            Map<String, Object> object = new TreeMap<>();
            fields.forEach((name, value) -> object.put(
                    (String) name, typed(value, schema.path("properties").path((String) name))));
            return object;
        }
        String value = (String) node;
        return switch (schema.path("type").asString("")) {
            case "integer" -> value.matches("-?\\d{1,18}") ? (Object) Long.valueOf(value) : value;
            case "boolean" -> value.matches("true|false") ? (Object) Boolean.valueOf(value) : value;
            default -> value;
        };
    }

    private static String text() {
        String path = "/stripe-checkout-session-parameters.json";
        try (InputStream in = Objects.requireNonNull(PublishedParameters.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
