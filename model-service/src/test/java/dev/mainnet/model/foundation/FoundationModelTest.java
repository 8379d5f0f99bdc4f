package dev.mainnet.model.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class FoundationModelTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Autowired
    FindFoundationModel findFoundationModel;

    private final TestIdentity platform = new TestIdentity(
            PlatformAccount.ID, PlatformAccount.USERNAME, List.of("client"), "account models invoke jobs billing");
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));
    private final String name = Scenario.unique("quill");

    @Test
    void aModelOfThePlatformIsDeployedByItsNameWithAKeyOfOnesOwn() {
        JsonNode made = scenario.deployText(platform, name, "20");
        String deploymentId = made.path("id").asString();

        JsonNode deployed = deploy("/api/deploy/", name);

        assertThat(deployed.path("message").asString()).isEqualTo("Model deployed successfully");
        assertThat(deployed.path("apiUrl").asString())
                .isEqualTo("http://localhost:4000/api/deploy/invoke/" + bob.accountId() + "/" + name);
        String key = deployed.path("apiKey").asString();
        assertThat(key).matches("mk_[0-9A-Za-z]{32}");
        UUID keyId = keyId(deploymentId);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, keyId.toString()))
                        .allSatisfy(GoldenExamples::assertObeysItsSchema)
                        .singleElement()
                        .satisfies(event -> {
                            DeploymentKeyIssued issued = (DeploymentKeyIssued) event;
                            assertThat(issued.ownerId()).isEqualTo(bob.accountId());
                            assertThat(issued.deploymentId()).hasToString(deploymentId);
                            assertThat(issued.sha256()).isEqualTo(HexFormat.of().formatHex(new Secret(key).sha256()));
                        }));
    }

    @Test
    void aNameThatNoPathCanHoldIsCalledByItsSlug() {
        http.post()
                .uri("/api/v1/providers")
                .header("Authorization", bob.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\": \"mine\", \"kind\": \"openai\", \"api_key\": \"sk-1\"}")
                .exchange()
                .expectStatus()
                .isCreated();
        scenario.deploying(bob, """
                        {"provider": "mine", "provider_model": "meta-llama/Llama-3", "slug": "%s"}""".formatted(name)).expectStatus().isCreated();

        String apiUrl =
                deploy("/api/deploy", "meta-llama/Llama-3").path("apiUrl").asString();

        assertThat(apiUrl).endsWith("/" + bob.accountId() + "/" + name);
        StepVerifier.create(
                        findFoundationModel.find(identity(bob), bob.accountId().toString(), name))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void deployedAgainItGetsAnotherKeyInThePlaceOfTheFirst() {
        String deploymentId =
                scenario.deployText(platform, name, "20").path("id").asString();

        String first = deploy("/api/deploy", name).path("apiKey").asString();
        String second = deploy("/api/deploy", name).path("apiKey").asString();

        assertThat(second).isNotEqualTo(first);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.MODEL_EVENTS, keyId(deploymentId).toString()))
                        .hasSize(2));
    }

    @Test
    void aTextDeploymentOfOnesOwnGoesByItsSlug() {
        String deploymentId = scenario.deployText(bob, name, "1").path("id").asString();

        deploy("/api/deploy", name);

        StepVerifier.create(findFoundationModel
                        .find(identity(bob), bob.accountId().toString(), name)
                        .map(found -> found.id().toString()))
                .expectNext(deploymentId)
                .verifyComplete();
    }

    @Test
    void onlyWhoDeployedItFindsItAndOnlyUnderTheOwnId() {
        scenario.deployText(platform, name, "20");
        deploy("/api/deploy", name);
        TestIdentity eve = TestIdentity.user(Scenario.unique("eve"));

        notFound(eve, bob.accountId().toString());
        notFound(eve, eve.accountId().toString());
        notFound(bob, "1");
    }

    @ParameterizedTest
    @CsvSource({
        "meta.llama3-70b-instruct-v1:0, 503, unavailable",
        "us.anthropic.claude-3-haiku-20240307-v1:0, 503, unavailable",
        "no-such-model, 400, validation_error",
        "'', 400, validation_error",
    })
    void aNameThatNobodyOffersIsToldSo(String unknown, int status, String error) {
        asking("/api/deploy", unknown)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo(error)
                .jsonPath("$.message")
                .value(text -> assertThat((String) text).isNotBlank());
    }

    @Test
    void theOptionsAreWhatThereIsAndEverybodyMayReadThem() {
        scenario.deployText(platform, name, "20");
        scenario.deployText(bob, name + "-mine", "1");

        JsonNode options = http.get()
                .uri("/api/deploy/options")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();

        assertThat(options.path("models").toString()).contains(name).doesNotContain(name + "-mine");
        assertThat(options.path("regions").isArray()).isTrue();
        assertThat(options.path("regions")).isEmpty();
    }

    private void notFound(TestIdentity who, String accountId) {
        StepVerifier.create(findFoundationModel.find(identity(who), accountId, name))
                .expectError(ApiException.class)
                .verify();
    }

    private static Identity identity(TestIdentity who) {
        return new Identity(
                who.accountId(),
                who.username(),
                Set.of(),
                Set.of(),
                Set.of("invoke"),
                Optional.empty(),
                Optional.empty());
    }

    private UUID keyId(String deploymentId) {
        return UUID.nameUUIDFromBytes(
                ("key of deployment " + deploymentId + " for " + bob.accountId()).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode deploy(String path, String modelName) {
        return asking(path, modelName)
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec asking(String path, String modelName) {
        return http.post()
                .uri(path)
                .header("Authorization", bob.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"modelName\": \"" + modelName + "\", \"more\": 1}")
                .exchange();
    }
}
