package dev.mainnet.model.reference;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.signature.TensorSignature;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A deployment's API as an OpenAPI 3.1 document, made from what its model takes and gives. */
public final class OpenApiDocument {

    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final List<ErrorCode> ERRORS = List.of(
            ErrorCode.VALIDATION_ERROR,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.INSUFFICIENT_CREDITS,
            ErrorCode.FORBIDDEN,
            ErrorCode.NOT_FOUND,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.RATE_LIMIT_EXCEEDED,
            ErrorCode.UPSTREAM_ERROR,
            ErrorCode.UNAVAILABLE,
            ErrorCode.UPSTREAM_TIMEOUT);

    private OpenApiDocument() {}

    /**
     * The document as JSON has it.
     *
     * @param server where clients reach the platform
     */
    public static Map<String, Object> of(Deployment deployment, TensorSignature signature, URI server) {
        String path = "/api/v1/invoke/" + deployment.ownerUsername() + "/" + deployment.slug();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", info(deployment));
        document.put("servers", List.of(Map.of("url", server.toString())));
        document.put("security", List.of(Map.of("api_key", List.of()), Map.of("bearer", List.of())));
        document.put("paths", Map.of(path, Map.of("post", operation(signature))));
        document.put("components", components(signature));
        return document;
    }

    private static Map<String, Object> info(Deployment deployment) {
        Branding branding = deployment.terms().branding();
        String price = Credits.ofMicro(deployment.terms().pricing().perRequestMicro()) + " credits per request.";
        return Map.of(
                "title",
                branding.title(),
                "version",
                deployment.changedAt().toString(),
                "summary",
                Objects.requireNonNullElse(branding.tagline(), branding.title()),
                "description",
                Objects.requireNonNullElse(branding.readme(), "") + "\n\n" + price);
    }

    private static Map<String, Object> operation(TensorSignature signature) {
        Map<String, Object> content = new LinkedHashMap<>(Map.of("schema", reference("Request")));
        CallSchemas.example(signature).ifPresent(row -> content.put("example", Map.of("input", row)));
        Map<String, Object> responses = new TreeMap<>();
        responses.put("200", response("The answer, its usage and its cost", "Response"));
        for (ErrorCode error : ERRORS) {
            responses.put(Integer.toString(error.status().value()), response(error.text(), "Error"));
        }
        return Map.of(
                "operationId",
                "invoke",
                "summary",
                "Call the model",
                "parameters",
                List.of(Map.of(
                        "name", "Idempotency-Key",
                        "in", "header",
                        "description", "The same key and body answer the same for 24 hours, and are paid once",
                        "schema", Map.of("type", "string", "maxLength", 255))),
                "requestBody",
                Map.of("required", true, "content", Map.of("application/json", content)),
                "responses",
                responses);
    }

    private static Map<String, Object> components(TensorSignature signature) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Row", CallSchemas.input(signature));
        schemas.put("Prediction", CallSchemas.prediction(signature));
        schemas.put("Request", request());
        schemas.put("Response", response());
        schemas.put("Error", error());
        return Map.of(
                "schemas",
                schemas,
                "securitySchemes",
                Map.of(
                        "api_key", Map.of("type", "apiKey", "in", "header", "name", "x-api-key"),
                        "bearer", Map.of("type", "http", "scheme", "bearer")));
    }

    private static Map<String, Object> request() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("input", reference("Row"), "inputs", listOf("Row", 1)),
                "oneOf",
                List.of(Map.of("required", List.of("input")), Map.of("required", List.of("inputs"))),
                "additionalProperties",
                false);
    }

    private static Map<String, Object> response() {
        return object(Map.of(
                "output", Map.of("anyOf", List.of(reference("Prediction"), listOf("Prediction", 0))),
                "usage", object(Map.of("requests", Map.of("type", "integer", "minimum", 0))),
                "cost", object(Map.of("credits", NUMBER, "balance", NUMBER))));
    }

    private static Map<String, Object> error() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> detail = Map.of("type", "object", "properties", Map.of("field", text, "message", text));
        return Map.of(
                "type",
                "object",
                "required",
                List.of("error", "message"),
                "properties",
                Map.of(
                        "error", text,
                        "message", text,
                        "details", Map.of("type", "array", "items", detail),
                        "retry_after", Map.of("type", "integer"),
                        "request_id", text));
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                properties.keySet().stream().sorted().toList());
    }

    private static Map<String, Object> listOf(String schema, int least) {
        return Map.of("type", "array", "minItems", least, "items", reference(schema));
    }

    private static Map<String, Object> response(String description, String schema) {
        return Map.of(
                "description", description, "content", Map.of("application/json", Map.of("schema", reference(schema))));
    }

    private static Map<String, Object> reference(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }
}
