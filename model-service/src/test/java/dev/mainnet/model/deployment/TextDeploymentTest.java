package dev.mainnet.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class TextDeploymentTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));

    @Test
    void aTextModelIsUploadedLikeAnyOther() {
        JsonNode model = scenario.upload(ada, FakeRunner.TEXT);

        assertThat(model.path("model_type").asString()).isEqualTo("text");
        assertThat(model.at("/architecture/name").asString()).isEqualTo("gpt2");
        assertThat(model.at("/architecture/context_length").asInt()).isEqualTo(512);
        assertThat(model.at("/architecture/chat").asBoolean()).isTrue();
        assertThat(model.has("inputs")).isFalse();
        String id = model.path("id").asString();
        http.get()
                .uri("/api/v1/models?model_type=text")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.models[0].id")
                .isEqualTo(id);
        http.post()
                .uri("/api/v1/models/" + id + "/predict")
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"input\": [1]}")
                .exchange()
                .expectStatus()
                .isBadRequest();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, id))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .singleElement()
                        .satisfies(event ->
                                assertThat(((ModelRegistered) event).kind()).isEqualTo("text")));
        scenario.uploading(ada, FakeRunner.TEXT, "With labels", "a, b")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("labels");
    }

    @Test
    void itsDeploymentIsPricedByTokens() {
        String modelId = scenario.upload(ada, FakeRunner.TEXT).path("id").asString();
        JsonNode made = scenario.deploying(ada, """
                        {"model_id": "%s", "slug": "priced", "pricing": {"per_100_input_tokens": 1, "per_100_output_tokens": 20,
                         "per_100_cached_input_tokens": 0.5, "minimum": 0.01, "free_requests": 3},
                         "rate_limit": {"requests_per_minute": 60, "tokens_per_minute": 5000}}""".formatted(modelId))
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(made.path("kind").asString()).isEqualTo("text");
        assertThat(made.at("/pricing/per_100_output_tokens").asInt()).isEqualTo(20);
        assertThat(made.at("/pricing/per_100_cached_input_tokens").asDouble()).isEqualTo(0.5);
        assertThat(made.at("/pricing/minimum").asDouble()).isEqualTo(0.01);
        assertThat(made.at("/pricing/free_requests").asInt()).isEqualTo(3);
        assertThat(made.at("/pricing").has("per_request")).isFalse();
        assertThat(made.at("/rate_limit/tokens_per_minute").asInt()).isEqualTo(5000);
        String id = made.path("id").asString();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, id))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .singleElement()
                        .satisfies(event ->
                                assertThat(((DeploymentChanged) event).kind()).isEqualTo("text")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "iris | 'pricing': {'per_100_input_tokens': 1}         | pricing.per_100_input_tokens",
                "iris | 'pricing': {'per_100_output_tokens': 1}        | pricing.per_100_output_tokens",
                "iris | 'rate_limit': {'tokens_per_minute': 9}         | rate_limit.tokens_per_minute",
                "iris | 'fallback': {'model_id': 'MODEL'}              | fallback",
                "iris | 'fallback': {'provider_model': 'x'}            | fallback.provider",
                "GGUF | 'pricing': {'per_second': 1}                   | pricing.per_second",
                "GGUF | 'fallback': {'model_id': 'MODEL'}              | fallback",
                "GGUF | 'provider_model': 'x'                          | provider",
            })
    void aPriceOrSourceThatTheKindDoesNotHaveIsRefused(String file, String fields, String field) {
        String modelId = scenario.upload(ada, file).path("id").asString();
        scenario.deploying(
                        ada,
                        "{\"model_id\": \"%s\", \"slug\": \"refused\", %s}"
                                .formatted(modelId, fields.replace('\'', '"').replace("MODEL", modelId)))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void aFallbackHoldsItsModelAndIsTakenAwayByAnEmptyOne() {
        JsonNode made = scenario.deployText(ada, Scenario.unique("first"), "1");
        String other =
                scenario.upload(ada, FakeRunner.TEXT + " other").path("id").asString();
        String id = made.path("id").asString();
        patch(id, "{\"fallback\": {\"model_id\": \"%s\"}}".formatted(other))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.fallback.model_id")
                .isEqualTo(other);
        http.delete()
                .uri("/api/v1/models/" + other)
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(409);

        patch(id, "{\"pricing\": {\"per_100_output_tokens\": 2}}")
                .expectBody()
                .jsonPath("$.fallback.model_id")
                .isEqualTo(other);
        patch(id, "{\"fallback\": {}}").expectBody().jsonPath("$.fallback").doesNotExist();
    }

    @Test
    void aDeploymentStaysOfItsKind() {
        String id = scenario.deployText(ada, Scenario.unique("text"), "1")
                .path("id")
                .asString();
        String iris = scenario.upload(ada, "iris").path("id").asString();
        patch(id, "{\"model_id\": \"%s\"}".formatted(iris))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("model_id");
    }

    @Test
    void theHubFindsItByKindAndTellsHowItIsCalled() {
        String word = Scenario.unique("w").replace("-", "");
        scenario.deployText(ada, word, "20");
        scenario.deploy(ada, "iris", word + "-iris", "1");
        for (String kind : new String[] {"text", "prediction"}) {
            http.get()
                    .uri("/api/v1/hub?q=" + word + "&kind=" + kind)
                    .exchange()
                    .expectBody()
                    .jsonPath("$.total")
                    .isEqualTo(1)
                    .jsonPath("$.deployments[0].kind")
                    .isEqualTo(kind);
        }
        http.get()
                .uri("/api/v1/hub?q=" + word)
                .exchange()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(2);
        http.get()
                .uri("/api/v1/hub/" + ada.username() + "/" + word)
                .exchange()
                .expectBody()
                .jsonPath("$.context_length")
                .isEqualTo(512)
                .jsonPath("$.pricing.per_100_output_tokens")
                .isEqualTo(20)
                .jsonPath("$.inputs")
                .doesNotExist()
                .jsonPath("$.snippets.python")
                .value(code -> assertThat((String) code)
                        .contains("base_url=\"http://localhost:4000/v1\"", ada.username() + "/" + word))
                .jsonPath("$.schema.input.properties.messages.type")
                .isEqualTo("array");
        http.get()
                .uri("/api/v1/invoke/" + ada.username() + "/" + word + "/openapi.json")
                .exchange()
                .expectBody()
                .jsonPath("$.info.description")
                .value(text -> assertThat((String) text)
                        .contains("20 credits per 100 input tokens, 20 credits per 100 output tokens."))
                .jsonPath("$.components.schemas.Request.properties.max_tokens.minimum")
                .isEqualTo(1);
    }

    private WebTestClient.ResponseSpec patch(String id, String json) {
        return http.patch()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
