package dev.mainnet.model.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls of models that write text: a text or a conversation, and how it goes on, at once or as it is written. */
final class TextCall {

    private static final Map<String, Object> EXAMPLE =
            Map.of("messages", List.of(Map.of("role", "user", "content", "In the beginning")), "max_tokens", 64);

    private TextCall() {}

    static CallDescription describe() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Message", message());
        schemas.put("Request", request());
        schemas.put("Response", response());
        return new CallDescription(
                request(),
                JsonSchemas.TEXT,
                schemas,
                Optional.of(EXAMPLE),
                Map.of(
                        "application/json",
                        Map.of("schema", JsonSchemas.reference("Response")),
                        "text/event-stream",
                        Map.of("schema", events())),
                TextSnippets::of);
    }

    private static Map<String, Object> message() {
        return JsonSchemas.object(Map.of(
                "role",
                Map.of("type", "string", "enum", List.of("system", "developer", "user", "assistant")),
                "content",
                JsonSchemas.TEXT));
    }

    private static Map<String, Object> request() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("input", JsonSchemas.TEXT);
        properties.put("messages", Map.of("type", "array", "minItems", 1, "items", message()));
        properties.put("max_tokens", Map.of("type", "integer", "minimum", 1));
        properties.put("temperature", Map.of("type", "number", "minimum", 0, "maximum", 2));
        properties.put("top_p", Map.of("type", "number", "minimum", 0, "maximum", 1));
        properties.put("stop", Map.of("type", "array", "maxItems", 4, "items", JsonSchemas.TEXT));
        properties.put("seed", Map.of("type", "integer"));
        properties.put("stream", Map.of("type", "boolean", "default", false));
        return Map.of("type", "object", "properties", properties, "oneOf", JsonSchemas.oneOf("input", "messages"));
    }

    private static Map<String, Object> response() {
        return JsonSchemas.object(Map.of(
                "output", JsonSchemas.TEXT,
                "finish_reason", JsonSchemas.TEXT,
                "usage", usage(),
                "cost", JsonSchemas.COST));
    }

    private static Map<String, Object> usage() {
        return JsonSchemas.object(Map.of(
                "requests", JsonSchemas.COUNT,
                "input_tokens", JsonSchemas.COUNT,
                "cached_input_tokens", JsonSchemas.COUNT,
                "output_tokens", JsonSchemas.COUNT,
                "measured", Map.of("enum", List.of("reported", "counted", "estimated"))));
    }

    private static Map<String, Object> events() {
        return Map.of(
                "type",
                "string",
                "description",
                "with stream: true, events token {text}, then usage {usage, cost} and done, or error");
    }
}
