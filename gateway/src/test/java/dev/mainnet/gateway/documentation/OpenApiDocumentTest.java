package dev.mainnet.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.FakePlatform;
import dev.mainnet.gateway.FakeService;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.dialect.ErrorSchemas;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@GatewayTest
class OpenApiDocumentTest {

    private static final Map<String, FakeService> SERVICES = Map.of(
            "user-service", FakePlatform.USERS,
            "model-service", FakePlatform.MODELS,
            "billing-service", FakePlatform.BILLING,
            "job-service", FakePlatform.JOBS);

    @Autowired
    WebTestClient http;

    @Test
    void isOneDocumentOfAllServices() {
        JsonNode document = PublishedDocument.from(http).root();

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("info").path("title").asString()).isEqualTo("Mainnet");
        assertThat(document.path("info").path("version").asString()).isNotEmpty();
        assertThat(document.at("/servers/0/url").asString()).isEqualTo("http://localhost:4000");
        assertThat(document.path("paths").propertyNames())
                .contains(
                        "/",
                        "/api/v1/user/auth/login",
                        "/api/v1/models/{id}/predict",
                        "/api/v1/billing/balance",
                        "/api/v1/training/start",
                        "/training/start",
                        "/v1/chat/completions");
    }

    @Test
    void obeysTheSpecification() throws IOException {
        assertThat(PublishedDocument.from(http).faults()).isEmpty();
    }

    @Test
    void refersToWhatIsThere() {
        PublishedDocument document = PublishedDocument.from(http);

        assertThat(document.references())
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(document.root()
                                .at(reference.asString().substring(1))
                                .isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void namesEachOperationOnceAndUnderAHeading() {
        PublishedDocument document = PublishedDocument.from(http);
        Set<String> tags = document.root()
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());

        assertThat(document.operations())
                .extracting(operation -> operation.node().path("operationId").asString())
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(document.operations())
                .allSatisfy(operation -> assertThat(tags)
                        .as(operation.path())
                        .contains(operation.node().at("/tags/0").asString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user-service", "model-service", "billing-service", "job-service"})
    void leadsToTheServiceThatDescribesThePath(String service) throws IOException {
        Set<String> astray = new TreeSet<>();

        for (var operation : PublishedDocument.ofService(service).operations()) {
            int before = SERVICES.get(service).requests();
            Clients.somewhere(http)
                    .method(HttpMethod.valueOf(operation.verb().toUpperCase(Locale.ROOT)))
                    .uri(operation.path().replaceAll("\\{[^}]*}", "x"))
                    .exchange()
                    .returnResult(String.class);
            if (SERVICES.get(service).requests() == before) {
                astray.add(operation.verb() + " " + operation.path());
            }
        }

        assertThat(astray).isEmpty();
    }

    @Test
    void saysHowToShowWhoCalls() {
        JsonNode document = PublishedDocument.from(http).root();
        JsonNode schemes = document.path("components").path("securitySchemes");

        assertThat(schemes.at("/access_token/scheme").asString()).isEqualTo("bearer");
        assertThat(schemes.at("/access_token/bearerFormat").asString()).isEqualTo("JWT");
        assertThat(schemes.at("/api_key/in").asString()).isEqualTo("header");
        assertThat(schemes.at("/api_key/name").asString()).isEqualTo("x-api-key");
        assertThat(PublishedDocument.from(http).operations())
                .allSatisfy(operation -> assertThat(operation
                                .node()
                                .path("security")
                                .valueStream()
                                .flatMap(requirement -> requirement.propertyNames().stream()))
                        .as(operation.path())
                        .allMatch(schemes::has));
        assertThat(document.at("/paths/~1api~1v1~1user~1auth~1login/post/security"))
                .isEmpty();
        assertThat(document.at("/paths/~1api~1v1~1billing~1checkout/post/security")
                        .toString())
                .isEqualTo("[{\"access_token\":[\"account\"]}]");
    }

    /** The shape that the document tells is the one that the gateway answers. */
    @ParameterizedTest
    @CsvSource({
        "/api/v1/models",
        "/v1/models",
        "/api/deploy/options",
        "/atlas/me",
        "/kraken/auth/x/refused",
        "/datasets"
    })
    void tellsTheShapeOfErrors(String path) {
        PublishedDocument document = PublishedDocument.from(http);
        String error = Clients.somewhere(http)
                .get()
                .uri(path)
                .header("Authorization", "Bearer nobody's")
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String schema = ErrorSchemas.at(path);

        assertThat(document.faults(schema, error)).isEmpty();
        for (String other : List.of("Error", "OpenAiError", "MessageError")) {
            assertThat(document.faults(other, error).isEmpty()).isEqualTo(isA(other, schema));
        }
    }

    @Test
    void isSentOnce() {
        String etag = http.get()
                .uri("/openapi.json")
                .exchange()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag();

        http.get()
                .uri("/openapi.json")
                .header("If-None-Match", etag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
    }

    /** A native error has a message too. */
    private static boolean isA(String schema, String told) {
        return schema.equals(told) || (told.equals("Error") && schema.equals("MessageError"));
    }
}
