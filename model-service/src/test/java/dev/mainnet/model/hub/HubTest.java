package dev.mainnet.model.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class HubTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    private final String word = Scenario.unique("w").replace("-", "");
    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user("bob");

    @Test
    void anybodyFindsPublicDeploymentsByTheBeginningOfWords() {
        scenario.deploy(ada, "iris", word + "-flowers", "2");
        String hidden =
                scenario.deploy(ada, "iris", word + "-hidden", "2").path("id").asString();
        hide(hidden);

        search(word.substring(0, 6) + " flow", "")
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.deployments[0].owner")
                .isEqualTo(ada.username())
                .jsonPath("$.deployments[0].pricing.per_request")
                .isEqualTo(2);
        search(word + " zebra", "").jsonPath("$.total").isEqualTo(0);
        search(word, "&kind=text").jsonPath("$.total").isEqualTo(0);
        search("'&!:*(", "").jsonPath("$.total").exists();
        http.get().uri("/api/v1/hub?sort=price").exchange().expectStatus().isBadRequest();
    }

    @Test
    void sortsByCallsOrAge() {
        scenario.deploy(ada, "iris", word + "-old", "0");
        scenario.deploy(ada, "iris", word + "-new", "0");
        for (int i = 0; i < 3; i++) {
            scenario.invoke(bob.bearer(), ada.username() + "/" + word + "-old", "{\"input\": [1,2,3,4]}");
        }
        search(word, "&sort=calls")
                .jsonPath("$.deployments[0].slug")
                .isEqualTo(word + "-old")
                .jsonPath("$.deployments[0].calls")
                .isEqualTo(3);
        search(word, "&sort_by=calls&order=asc")
                .jsonPath("$.deployments[0].slug")
                .isEqualTo(word + "-new");
        search(word, "&sort_by=created_at&order=asc")
                .jsonPath("$.deployments[0].slug")
                .isEqualTo(word + "-old");
        search(word, "&sort=newest&limit=1")
                .jsonPath("$.total")
                .isEqualTo(2)
                .jsonPath("$.deployments[0].slug")
                .isEqualTo(word + "-new");
    }

    @Test
    void aDeploymentTellsHowItIsCalled() {
        scenario.deploy(ada, "iris", word, "2");
        get("/api/v1/hub/" + ada.username() + "/" + word, null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.branding.title")
                .isEqualTo("Title of " + word)
                .jsonPath("$.schema.input.minItems")
                .isEqualTo(4)
                .jsonPath("$.schema.output.properties.class.enum[0]")
                .isEqualTo("setosa")
                .jsonPath("$.snippets.curl")
                .value(curl -> assertThat((String) curl).contains(ada.username() + "/" + word, "[0.0,0.0,0.0,0.0]"));
    }

    @Test
    void aPrivateDeploymentIsShownToThoseWhoMayCallItOnly() {
        hide(scenario.deploy(ada, "iris", word, "2").path("id").asString());
        for (String path : new String[] {
            "/api/v1/hub/" + ada.username() + "/" + word,
            "/api/v1/invoke/" + ada.username() + "/" + word + "/openapi.json"
        }) {
            get(path, null).expectStatus().isNotFound();
            get(path, bob).expectStatus().isNotFound();
            get(path, ada).expectStatus().isOk();
        }
    }

    @Test
    void theOpenApiDocumentDescribesRealCallsAndAnswers() {
        scenario.deploy(ada, "iris", word, "0");
        String address = ada.username() + "/" + word;
        JsonNode document = body(get("/api/v1/invoke/" + address + "/openapi.json", null));

        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode operation =
                document.path("paths").path("/api/v1/invoke/" + address).path("post");
        assertThat(operation.path("responses").propertyNames()).contains("200", "400", "402", "404", "503");
        assertThat(document.path("info").path("title").isString()).isTrue();
        assertThat(document.path("info").path("version").isString()).isTrue();

        Schema request = schema(document, "Request");
        assertThat(errors(
                        request,
                        operation
                                .at("/requestBody/content/application~1json/example")
                                .toString()))
                .isEmpty();
        assertThat(errors(request, "{\"inputs\": [[1,2,3,4]]}")).isEmpty();
        assertThat(errors(request, "{\"input\": [1,2,3]}")).isNotEmpty();
        assertThat(errors(request, "{}")).isNotEmpty();
        for (String call : new String[] {"{\"input\": [1,2,3,4]}", "{\"inputs\": [[1,2,3,4], [2,2,3,4]]}"}) {
            JsonNode answer = body(scenario.invoke(bob.bearer(), address, call));
            assertThat(errors(schema(document, "Response"), answer.toString())).isEmpty();
        }
        JsonNode refusal = body(scenario.invoke(bob.bearer(), address, "{}"));
        assertThat(errors(schema(document, "Error"), refusal.toString())).isEmpty();
    }

    private static Schema schema(JsonNode document, String name) {
        String text = document.toString();
        String root = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"$ref\":\"#/components/schemas/"
                + name + "\",\"components\":" + document.path("components") + "}";
        assertThat(text).contains("\"" + name + "\"");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root, InputFormat.JSON);
    }

    private static Object[] errors(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).toArray();
    }

    private static JsonNode body(WebTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    private WebTestClient.BodyContentSpec search(String words, String more) {
        return http.get()
                .uri("/api/v1/hub?q={words}" + more, words)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private WebTestClient.ResponseSpec get(String path, TestIdentity who) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    if (who != null) {
                        headers.set("Authorization", who.bearer());
                    }
                })
                .exchange();
    }

    private void hide(String id) {
        http.patch()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"visibility\": \"private\"}")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
