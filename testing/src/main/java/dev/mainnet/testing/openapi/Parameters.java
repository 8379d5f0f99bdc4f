package dev.mainnet.testing.openapi;

import dev.mainnet.testing.openapi.Handlers.Handler;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of an operation: in its path, its query and its headers. */
final class Parameters {

    /** Marks an operation whose query is read by hand. */
    static final String MISSING = "x-missing-parameters";

    static final String IDEMPOTENCY_KEY = "#/components/parameters/IdempotencyKey";

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final Schemas schemas;
    private final Sources sources;
    private final ApiDocument.Access access;
    private final JsonMapper json;

    Parameters(Schemas schemas, Sources sources, ApiDocument.Access access, JsonMapper json) {
        this.schemas = schemas;
        this.sources = sources;
        this.access = access;
        this.json = json;
    }

    void addTo(ObjectNode operation, Handler handler) {
        ArrayNode parameters = json.createArrayNode();
        Map<String, String> told =
                sources.of(handler.method()).map(Javadoc::parameters).orElse(Map.of());
        Set<String> variables = new HashSet<>();
        for (Parameter parameter : handler.method().getParameters()) {
            described(parameter, handler, operation, parameters).ifPresent(node -> {
                Optional.ofNullable(told.get(parameter.getName())).ifPresent(text -> node.put("description", text));
                variables.add(node.path("name").asString());
                parameters.add(node);
            });
        }
        Matcher variable = VARIABLE.matcher(handler.path());
        while (variable.find()) {
            if (!variables.contains(variable.group(1))) {
                ObjectNode schema = json.createObjectNode().put("type", "string");
                parameters.add(parameter(variable.group(1), "path", true, schema));
            }
        }
        if (handler.verb().equals("post") && !access.withoutIdempotency().contains(handler.path())) {
            parameters.addObject().put("$ref", IDEMPOTENCY_KEY);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private Optional<ObjectNode> described(
            Parameter parameter, Handler handler, ObjectNode operation, ArrayNode parameters) {
        PathVariable variable = AnnotatedElementUtils.getMergedAnnotation(parameter, PathVariable.class);
        if (variable != null) {
            return Optional.of(parameter(name(variable.value(), parameter), "path", true, schema(parameter)));
        }
        RequestParam query = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestParam.class);
        if (query != null) {
            if (MultiValueMap.class.isAssignableFrom(parameter.getType())) {
                Lists.read(handler.method(), sources, json)
                        .ifPresentOrElse(parameters::addAll, () -> operation.put(MISSING, "the query parameters"));
                return Optional.empty();
            }
            boolean required = query.required() && given(query.defaultValue()) == null && !isNullable(parameter);
            ObjectNode schema = schema(parameter);
            Optional.ofNullable(given(query.defaultValue()))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> schema.set("default", value(schema, value)));
            return Optional.of(parameter(name(query.name(), parameter), "query", required, schema));
        }
        RequestHeader header = AnnotatedElementUtils.getMergedAnnotation(parameter, RequestHeader.class);
        if (header == null
                || parameter.getType() == HttpHeaders.class
                || header.name().equals(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        return Optional.of(parameter(
                name(header.name(), parameter),
                "header",
                header.required() && !isNullable(parameter),
                schema(parameter)));
    }

    private ObjectNode schema(Parameter parameter) {
        return schemas.given(parameter.getAnnotatedType());
    }

    private JsonNode value(ObjectNode schema, String text) {
        return schema.path("type").asString().equals("string")
                ? json.getNodeFactory().stringNode(text)
                : json.readTree(text);
    }

    private ObjectNode parameter(String name, String in, boolean required, ObjectNode schema) {
        ObjectNode node = json.createObjectNode().put("name", name).put("in", in);
        if (required) {
            node.put("required", true);
        }
        node.set("schema", schema);
        return node;
    }

    private static @Nullable String given(String value) {
        return value.equals(ValueConstants.DEFAULT_NONE) ? null : value;
    }

    private static boolean isNullable(Parameter parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String name(String given, Parameter parameter) {
        return given.isEmpty() ? parameter.getName() : given;
    }
}
