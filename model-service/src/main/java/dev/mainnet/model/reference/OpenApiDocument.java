package dev.mainnet.model.reference;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A deployment's API as an OpenAPI 3.1 document, made from what its calls take and answer. */
public final class OpenApiDocument {

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
    public static Map<String, Object> of(Deployment deployment, CallDescription call, URI server) {
        String path = "/api/v1/invoke/" + deployment.ownerUsername() + "/" + deployment.slug();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", info(deployment));
        document.put("servers", List.of(Map.of("url", server.toString())));
        document.put("security", List.of(Map.of("api_key", List.of()), Map.of("bearer", List.of())));
        document.put("paths", Map.of(path, Map.of("post", operation(call))));
        document.put("components", components(call));
        return document;
    }

    private static Map<String, Object> info(Deployment deployment) {
        Branding branding = deployment.terms().branding();
        return Map.of(
                "title",
                branding.title(),
                "version",
                deployment.changedAt().toString(),
                "summary",
                Objects.requireNonNullElse(branding.tagline(), branding.title()),
                "description",
                Objects.requireNonNullElse(branding.readme(), "") + "\n\n" + Prices.inWords(deployment));
    }

    private static Map<String, Object> operation(CallDescription call) {
        Map<String, Object> content = new LinkedHashMap<>(Map.of("schema", JsonSchemas.reference("Request")));
        call.example().ifPresent(example -> content.put("example", example));
        Map<String, Object> responses = new TreeMap<>();
        responses.put("200", Map.of("description", "The answer, its usage and its cost", "content", call.answers()));
        for (ErrorCode error : ERRORS) {
            responses.put(Integer.toString(error.status().value()), failure(error.text()));
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

    private static Map<String, Object> components(CallDescription call) {
        Map<String, Object> schemas = new LinkedHashMap<>(call.schemas());
        schemas.put("Error", error());
        return Map.of(
                "schemas",
                schemas,
                "securitySchemes",
                Map.of(
                        "api_key", Map.of("type", "apiKey", "in", "header", "name", "x-api-key"),
                        "bearer", Map.of("type", "http", "scheme", "bearer")));
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

    private static Map<String, Object> failure(String description) {
        return Map.of(
                "description",
                description,
                "content",
                Map.of("application/json", Map.of("schema", JsonSchemas.reference("Error"))));
    }
}
