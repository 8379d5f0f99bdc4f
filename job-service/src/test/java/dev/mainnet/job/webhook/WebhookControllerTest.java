package dev.mainnet.job.webhook;

import static dev.mainnet.job.TestFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@JobServiceTest
class WebhookControllerTest {

    private static final String URL = "https://hooks.example.com/mainnet?team=7";

    @Autowired
    TestFixtures fixtures;

    @Autowired
    DatabaseClient database;

    private final TestIdentity ada = TestIdentity.user("ada");

    @Test
    void showsTheSecretOnceAndKeepsItSealed() {
        JsonNode created = create("/api/v1/webhooks");

        assertThat(created.get("secret").asString()).startsWith("whsec_");
        assertThat(created.get("active").asBoolean()).isTrue();
        assertThat(created.get("url").asString()).isEqualTo(URL);
        JsonNode shown = fixtures.get(ada, "/webhooks/" + id(created));
        assertThat(shown.has("secret")).isFalse();
        assertThat(shown.get("events").valueStream().map(JsonNode::asString))
                .containsExactly("training.completed", "dataset.processed");
        byte[] kept = database.sql("SELECT secret FROM webhook WHERE id = $1")
                .bind(0, UUID.fromString(id(created)))
                .mapValue(byte[].class)
                .one()
                .block();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("whsec_");
    }

    @Test
    void answersARepetitionWithTheSameSecret() {
        String key = UUID.randomUUID().toString();
        JsonNode first = withKey(key);
        assertThat(withKey(key)).isEqualTo(first);
    }

    @Test
    void namesWhatIsWrongWithARequest() {
        refuses("url", Map.of("url", "ftp://example.com", "events", List.of("job.failed")));
        refuses("url", Map.of("url", "https://user:pw@example.com", "events", List.of("job.failed")));
        refuses("url", Map.of("events", List.of("job.failed")));
        refuses("events", Map.of("url", URL, "events", List.of()));
        refuses("events", Map.of("url", URL, "events", List.of("training.exploded")));
        refuses("secret", Map.of("url", URL, "events", List.of("job.failed"), "secret", "short"));
        refuses("color", Map.of("url", URL, "events", List.of("job.failed"), "color", "red"));
    }

    @Test
    void changesWhatItIsToldAndNothingElse() {
        String id = id(create("/webhooks"));

        JsonNode changed = json(call(
                        ada,
                        HttpMethod.PATCH,
                        "/api/v1/webhooks/" + id,
                        Map.of("events", List.of("job.failed"), "active", false))
                .expectStatus()
                .isOk());

        assertThat(changed.get("url").asString()).isEqualTo(URL);
        assertThat(changed.get("active").asBoolean()).isFalse();
        assertThat(changed.get("disabled_reason").asString()).isEqualTo("owner");
        assertThat(fixtures.get(ada, "/webhooks/" + id)).isEqualTo(changed);
    }

    @Test
    void listsOnesOwnUpToTheBound() {
        for (int i = 0; i < 5; i++) {
            create("/webhooks");
        }

        call(ada, HttpMethod.POST, "/webhooks", request()).expectStatus().isEqualTo(409);
        JsonNode list = fixtures.get(ada, "/webhooks?limit=2");
        assertThat(list.get("total").asInt()).isEqualTo(5);
        assertThat(list.get("webhooks").size()).isEqualTo(2);
    }

    @Test
    void answersAForeignWebhookLikeAnUnknownOne() {
        String mine = id(create("/webhooks"));
        TestIdentity eve = TestIdentity.user("eve");

        for (String id : List.of(mine, UUID.randomUUID().toString())) {
            String path = "/webhooks/" + id;
            call(eve, HttpMethod.GET, path, Map.of()).expectStatus().isNotFound();
            call(eve, HttpMethod.PATCH, path, Map.of("active", false))
                    .expectStatus()
                    .isNotFound();
            call(eve, HttpMethod.DELETE, path, Map.of()).expectStatus().isNotFound();
            call(eve, HttpMethod.GET, path + "/deliveries", Map.of())
                    .expectStatus()
                    .isNotFound();
        }
        call(ada.scoped("invoke"), HttpMethod.GET, "/webhooks", Map.of())
                .expectStatus()
                .isForbidden();
        call(ada, HttpMethod.DELETE, "/webhooks/" + mine, Map.of())
                .expectStatus()
                .isNoContent();
        call(ada, HttpMethod.DELETE, "/webhooks/" + mine, Map.of())
                .expectStatus()
                .isNotFound();
    }

    @Test
    void isExportedWithoutItsSecretAndErasedWithItsOwner() {
        create("/webhooks");
        JsonNode export = fixtures.get(ada, "/export").get("webhooks").get(0);
        assertThat(export.get("url").asString()).isEqualTo(URL);
        assertThat(export.has("secret")).isFalse();

        TestKafka.publish(new UserDeleted(ada.accountId(), Instant.now()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(database.sql("SELECT count(*) FROM webhook WHERE owner_id = $1")
                                .bind(0, ada.accountId())
                                .mapValue(Long.class)
                                .one()
                                .block())
                        .isZero());
    }

    private JsonNode withKey(String key) {
        return json(fixtures.client()
                .post()
                .uri("/webhooks")
                .header("Authorization", ada.bearer())
                .header("Idempotency-Key", key)
                .bodyValue(request())
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private void refuses(String field, Map<String, ?> request) {
        call(ada, HttpMethod.POST, "/webhooks", request)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    private JsonNode create(String path) {
        return json(call(ada, HttpMethod.POST, path, request()).expectStatus().isCreated());
    }

    private static Map<String, Object> request() {
        return Map.of("url", URL, "events", List.of("training.completed", "dataset.processed"));
    }

    private WebTestClient.ResponseSpec call(TestIdentity who, HttpMethod method, String path, Map<String, ?> body) {
        return fixtures.client()
                .method(method)
                .uri(path)
                .header("Authorization", who.bearer())
                .bodyValue(body)
                .exchange();
    }

    private static String id(JsonNode webhook) {
        return webhook.get("id").asString();
    }
}
