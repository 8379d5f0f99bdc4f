package dev.mainnet.gateway.documentation;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.dialect.ErrorSchemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The errors of an operation, told by what it takes, in the shape that the gateway gives them at its path. */
final class StandardErrors {

    private static final List<ErrorCode> OF_IDEMPOTENCY = List.of(ErrorCode.CONFLICT, ErrorCode.IDEMPOTENCY_MISMATCH);
    private static final String OF_SERVERS = "5XX";

    private final ObjectNode components;

    /** @param components the document's responses, which grow by those that are referred to */
    StandardErrors(ObjectNode components) {
        this.components = components;
    }

    /** Those that are named there without content are of this shape too. */
    void addTo(ObjectNode operation, String path) {
        ObjectNode responses = operation.withObject("/responses");
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        codes.addAll(ofRequest(operation, path));
        Arrays.stream(ErrorCode.values())
                .filter(code -> responses.has(status(code)))
                .forEach(codes::add);
        if (Tags.of(path).equals(Tags.PLATFORM)) {
            codes.clear();
        }
        String schema = ErrorSchemas.at(path);
        codes.forEach(code -> responses.set(status(code), reference(schema, code.text(), code.text())));
        if (!codes.isEmpty()) {
            responses.set(
                    OF_SERVERS,
                    reference(
                            schema,
                            "failure",
                            "internal_error (500), upstream_error (502), unavailable (503), upstream_timeout (504)"));
        }
    }

    private static List<ErrorCode> ofRequest(ObjectNode operation, String path) {
        List<ErrorCode> codes = new ArrayList<>(List.of(ErrorCode.RATE_LIMIT_EXCEEDED));
        boolean body = operation.has("requestBody");
        if (body || !operation.path("parameters").isEmpty()) {
            codes.add(ErrorCode.VALIDATION_ERROR);
        }
        if (body) {
            codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
            codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (!operation.path("security").isEmpty()) {
            codes.add(ErrorCode.UNAUTHORIZED);
            codes.add(ErrorCode.FORBIDDEN);
        }
        if (path.contains("{")) {
            codes.add(ErrorCode.NOT_FOUND);
        }
        if (operation.path("parameters").valueStream().anyMatch(StandardErrors::isIdempotencyKey)) {
            codes.addAll(OF_IDEMPOTENCY);
        }
        return codes;
    }

    private static boolean isIdempotencyKey(JsonNode parameter) {
        return parameter.path("$ref").asString("").endsWith("/IdempotencyKey");
    }

    private static String status(ErrorCode code) {
        return String.valueOf(code.status().value());
    }

    private ObjectNode reference(String schema, String code, String description) {
        String name = schema + "_" + code;
        if (!components.has(name)) {
            components
                    .putObject(name)
                    .put("description", description)
                    .withObject("/content/application~1json/schema")
                    .put("$ref", "#/components/schemas/" + schema);
        }
        return components.objectNode().put("$ref", "#/components/responses/" + name);
    }
}
