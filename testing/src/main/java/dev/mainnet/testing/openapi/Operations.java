package dev.mainnet.testing.openapi;

import dev.mainnet.testing.openapi.Handlers.Handler;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The operations of a service: its handlers as OpenAPI describes them. */
final class Operations {

    /** Two handlers of one path and verb differ in these. */
    private static final List<String> CONTENT = List.of("requestBody", "responses");

    private final ApiDocument document;
    private final Sources sources;
    private final WrittenByHand byHand;
    private final JsonMapper json;
    private final Parameters parameters;
    private final Contents contents;
    private final Credentials credentials;
    private final Set<String> ids = new HashSet<>();

    Operations(ApiDocument document, Schemas schemas, Sources sources, WrittenByHand byHand, JsonMapper json) {
        this.document = document;
        this.sources = sources;
        this.byHand = byHand;
        this.json = json;
        parameters = new Parameters(schemas, sources, document.access(), json);
        contents = new Contents(schemas, json);
        credentials = new Credentials(document.access(), json);
    }

    ObjectNode paths() {
        ObjectNode paths = json.createObjectNode();
        for (Handler handler : Handlers.below(document.basePackage())) {
            if (document.paths().internal().contains(handler.path())) {
                continue;
            }
            ObjectNode path = paths.withObject("/"
                    + document.paths()
                            .published(handler.path())
                            .replace("~", "~0")
                            .replace("/", "~1"));
            ObjectNode operation = operation(handler);
            if (path.get(handler.verb()) instanceof ObjectNode same) {
                CONTENT.stream()
                        .filter(operation::has)
                        .forEach(part -> WrittenByHand.merge(same.withObject("/" + part), operation.get(part)));
            } else {
                operation.put("operationId", id(handler));
                path.set(handler.verb(), operation);
            }
        }
        paths.values().forEach(path -> path.values().forEach(operation -> requireWhole((ObjectNode) operation)));
        return paths;
    }

    private ObjectNode operation(Handler handler) {
        ObjectNode operation = json.createObjectNode();
        operation.put("operationId", "");
        operation.put("summary", summary(handler));
        description(handler).ifPresent(text -> operation.put("description", text));
        operation.set("security", credentials.of(handler));
        parameters.addTo(operation, handler);
        contents.addRequest(operation, handler);
        contents.addResponse(operation, handler);
        byHand.operation(handler.name()).ifPresent(more -> WrittenByHand.merge(operation, more));
        return operation;
    }

    private String id(Handler handler) {
        String base = document.service().replace("-service", "") + "_"
                + handler.controller().getSimpleName().replace("Controller", "") + "_"
                + handler.method().getName();
        String id = base;
        for (int i = 2; !ids.add(id); i++) {
            id = base + "_" + i;
        }
        return id;
    }

    /** The method's name in words, and of what it is where that is one word. */
    private static String summary(Handler handler) {
        String method = words(handler.method().getName());
        String controller = words(handler.controller().getSimpleName().replace("Controller", ""));
        boolean said = method.contains(" ") || controller.contains(method.substring(0, Math.min(5, method.length())));
        String object = method.equals("list") ? plural(controller) : controller;
        String summary = said ? method : method + " " + object;
        return Character.toUpperCase(summary.charAt(0)) + summary.substring(1);
    }

    private static String plural(String words) {
        return words.endsWith("s") ? words : words.endsWith("y") ? words.replaceAll("y$", "ies") : words + "s";
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private Optional<String> description(Handler handler) {
        return sources.of(handler.method())
                .or(() -> sources.of(handler.controller()))
                .map(Javadoc::text)
                .filter(text -> !text.isEmpty());
    }

    /** Some signatures tell too little; what is missing must have been written by hand. */
    private static void requireWhole(ObjectNode operation) {
        for (String mark : List.of(Contents.MISSING, Parameters.MISSING)) {
            JsonNode missing = operation.remove(mark);
            if (missing != null && isMissing(operation, mark, missing)) {
                throw new AssertionError("Describe " + missing.asString() + " of "
                        + operation.path("operationId").asString() + " in openapi.json");
            }
        }
    }

    private static boolean isMissing(ObjectNode operation, String mark, JsonNode missing) {
        return mark.equals(Parameters.MISSING)
                ? operation.path("parameters").isEmpty()
                : missing.asString().equals(Contents.REQUEST)
                        ? !operation.has("requestBody")
                        : operation.path("responses").valueStream().noneMatch(response -> response.has("content"));
    }
}
