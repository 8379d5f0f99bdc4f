package dev.mainnet.gateway.documentation;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document as a client reads it. */
record PublishedDocument(JsonNode root) {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    record Operation(String verb, String path, JsonNode node) {}

    static PublishedDocument from(WebTestClient http) {
        String text = http.get()
                .uri("/openapi.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return new PublishedDocument(JsonMapper.shared().readTree(text));
    }

    static PublishedDocument ofService(String service) throws IOException {
        return new PublishedDocument(JsonMapper.shared().readTree(resource("openapi/" + service + ".json")));
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> VERBS.contains(member.getKey()))
                        .forEach(member ->
                                operations.add(new Operation(member.getKey(), path.getKey(), member.getValue()))));
        return operations;
    }

    /** What is wrong with the document by the schema that the specification comes with. */
    List<String> faults() throws IOException {
        return violations(resource("openapi-3.1-schema.json"), root.toString());
    }

    /** What is wrong with a text by a schema of the document, which refers to no other. */
    List<String> faults(String schema, String json) {
        return violations(root.path("components").path("schemas").path(schema).toString(), json);
    }

    List<JsonNode> references() {
        return root.findValues("$ref");
    }

    private static List<String> violations(String schema, String json) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String resource(String name) throws IOException {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }
}
