package dev.mainnet.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class DeploymentTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));

    @Test
    void aModelIsDeployedUnderItsOwnersAddress() {
        String modelId = scenario.upload(ada, "iris").path("id").asString();
        scenario.deploying(ada, """
                        {"model_id": "%s", "slug": "iris-1", "visibility": "public", "allowed_users": ["bob"],
                         "pricing": {"per_request": 2.5}, "rate_limit": {"requests_per_minute": 60},
                         "branding": {"title": "Iris", "tagline": "Flowers", "logo_url": "https://x.example/a.png",
                                      "color": "#1a2B3c", "readme": "# Hi"}}""".formatted(modelId))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.owner")
                .isEqualTo(ada.username())
                .jsonPath("$.slug")
                .isEqualTo("iris-1")
                .jsonPath("$.status")
                .isEqualTo("live")
                .jsonPath("$.pricing.per_request")
                .isEqualTo(2.5)
                .jsonPath("$.rate_limit.requests_per_minute")
                .isEqualTo(60)
                .jsonPath("$.branding.color")
                .isEqualTo("#1a2B3c")
                .jsonPath("$.api_url")
                .isEqualTo("http://localhost:4000/api/v1/invoke/" + ada.username() + "/iris-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'slug': 'AB'                                      | slug",
                "'slug': 'ok-slug', 'visibility': 'secret'         | visibility",
                "'slug': 'ok-slug', 'pricing': {'per_request': -1} | pricing.per_request",
                "'slug': 'ok-slug', 'pricing': {'per_request': 1000000.000001} | pricing.per_request",
                "'slug': 'ok-slug', 'pricing': {'per_request': 0.0000001} | pricing.per_request",
                "'slug': 'ok-slug', 'pricing': {'per_second': -1}  | pricing.per_second",
                "'slug': 'ok-slug', 'pricing': {'minimum': -1}     | pricing.minimum",
                "'slug': 'ok-slug', 'pricing': {'free_requests': -1} | pricing.free_requests",
                "'slug': 'ok-slug', 'rate_limit': {'tokens_per_minute': 0} | rate_limit.tokens_per_minute",
                "'slug': 'ok-slug', 'pricing': {'gold': 3}         | pricing.gold",
                "'slug': 'ok-slug', 'rate_limit': {'requests_per_minute': 0} | rate_limit.requests_per_minute",
                "'slug': 'ok-slug', 'rate_limit': {'requests_per_minute': 1000001} | rate_limit.requests_per_minute",
                "'slug': 'ok-slug', 'branding': {'tagline': 'x'}   | branding.title",
                "'slug': 'ok-slug', 'branding': {'title': 'x', 'logo_url': 'http://x.example/'} | branding.logo_url",
                "'slug': 'ok-slug', 'branding': {'title': 'x', 'color': 'red'} | branding.color",
                "'slug': 'ok-slug', 'allowed_users': ['']          | allowed_users",
                "'slug': 'ok-slug', 'provider': 'mine'             | provider",
                "'slug': 'ok-slug', 'colour': 'red'                | colour",
                "'visibility': 'public'                            | slug",
            })
    void namesTheFieldThatIsWrong(String fields, String field) {
        String modelId = UUID.randomUUID().toString();
        scenario.deploying(ada, "{\"model_id\": \"%s\", %s}".formatted(modelId, fields.replace('\'', '"')))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void anothersModelIsAnsweredExactlyAsAnUnknownOne() {
        String modelId =
                scenario.upload(TestIdentity.user("eve"), "iris").path("id").asString();
        for (String id : List.of(modelId, UUID.randomUUID().toString())) {
            scenario.deploying(ada, "{\"model_id\": \"%s\", \"slug\": \"mine\"}".formatted(id))
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("Model not found");
        }
    }

    @Test
    void aSlugIsUniqueForItsOwnerAndFreeAgainAfterDeletion() {
        JsonNode first = scenario.deploy(ada, "iris", "twice", "1");
        String body = "{\"model_id\": \"%s\", \"slug\": \"twice\"}"
                .formatted(first.path("model_id").asString());
        scenario.deploying(ada, body).expectStatus().isEqualTo(409);
        scenario.deploy(TestIdentity.user(Scenario.unique("eve")), "iris", "twice", "1");

        http.delete()
                .uri("/api/v1/deployments/" + first.path("id").asString())
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isNoContent();
        scenario.deploying(ada, body).expectStatus().isCreated();
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        String id = scenario.deploy(ada, "iris", "changing", "2").path("id").asString();
        patch(ada, id, "{\"rate_limit\": {\"requests_per_minute\": 5}}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.pricing.per_request")
                .isEqualTo(2)
                .jsonPath("$.visibility")
                .isEqualTo("public")
                .jsonPath("$.rate_limit.requests_per_minute")
                .isEqualTo(5);
        for (String refused : List.of(
                "{\"pricing\": {\"free_requests\": 3}}",
                "{\"branding\": {\"title\": \"a\", \"tagline\": \"a\\u0000b\"}}")) {
            patch(ada, id, refused).expectStatus().isBadRequest();
        }
        patch(ada, id, "{\"rate_limit\": {}, \"visibility\": \"private\", \"pricing\": {\"per_request\": 3}}")
                .expectBody()
                .jsonPath("$.pricing.per_request")
                .isEqualTo(3)
                .jsonPath("$.visibility")
                .isEqualTo("private")
                .jsonPath("$.rate_limit.requests_per_minute")
                .doesNotExist();
        patch(ada, id, "{\"slug\": \"other\"}").expectStatus().isBadRequest();
        patch(ada, id, "{\"model_id\": \"%s\"}".formatted(UUID.randomUUID()))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void anothersDeploymentIsAnsweredExactlyAsAnUnknownOne() {
        String id = scenario.deploy(ada, "iris", "hers", "2").path("id").asString();
        TestIdentity eve = TestIdentity.user("eve");
        for (String path : List.of(id, UUID.randomUUID().toString(), "no-id")) {
            patch(eve, path, "{}").expectStatus().isNotFound();
            http.get()
                    .uri("/api/v1/deployments/" + path)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            http.delete()
                    .uri("/api/v1/deployments/" + path)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void listsOnesOwnByPage() {
        scenario.deploy(ada, "iris", "one", "1");
        scenario.deploy(ada, "iris", "two", "1");
        http.get()
                .uri("/api/v1/deployments?limit=1&sort_by=slug&order=desc")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(2)
                .jsonPath("$.deployments[0].slug")
                .isEqualTo("two");
    }

    @Test
    void handsOutAKeyOnceAndTellsOnlyItsHash() {
        JsonNode made = scenario.deploy(ada, "iris", "with-key", "2");
        String key = made.path("api_key").asString();
        assertThat(key).matches("mk_[0-9A-Za-z]{32}");
        http.get()
                .uri("/api/v1/deployments/" + made.path("id").asString())
                .header("Authorization", ada.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.api_key")
                .doesNotExist();

        String sha256 = HexFormat.of().formatHex(new Secret(key).sha256());
        UUID keyId = UUID.nameUUIDFromBytes(
                ("key of deployment " + made.path("id").asString()).getBytes(StandardCharsets.UTF_8));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, keyId.toString()))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .singleElement()
                        .satisfies(event -> {
                            DeploymentKeyIssued issued = (DeploymentKeyIssued) event;
                            assertThat(issued.deploymentId())
                                    .hasToString(made.path("id").asString());
                            assertThat(issued.ownerId()).isEqualTo(ada.accountId());
                            assertThat(issued.name())
                                    .isEqualTo(made.path("owner").asString() + "/with-key");
                            assertThat(issued.prefix()).isEqualTo(key.substring(0, 8));
                            assertThat(issued.sha256()).isEqualTo(sha256);
                        }));
    }

    @Test
    void publishesADeploymentsLifeInOrder() {
        String id = scenario.deploy(ada, "iris", "events", "2").path("id").asString();
        patch(ada, id, "{\"pricing\": {\"per_request\": 3}}").expectStatus().isOk();
        http.delete()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", ada.bearer())
                .exchange();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, id))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .extracting(event -> event instanceof DeploymentChanged changed
                                ? changed.pricePerRequestMicro()
                                : event instanceof DeploymentDeleted ? 0L : -1L)
                        .isEqualTo(List.of(2_000_000L, 3_000_000L, 0L)));
    }

    private WebTestClient.ResponseSpec patch(TestIdentity who, String id, String json) {
        return http.patch()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
