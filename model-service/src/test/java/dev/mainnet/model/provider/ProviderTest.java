package dev.mainnet.model.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.secret.Seal;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class ProviderTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    Seal seal;

    @Autowired
    Providers providers;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));

    @Test
    void credentialsGoInAndNeverOut() {
        String answer = new String(
                adding(ada, "{'name': 'my openai', 'kind': 'openai', 'api_key': 'sk-very-secret'}")
                        .expectStatus()
                        .isCreated()
                        .expectBody()
                        .jsonPath("$.name")
                        .isEqualTo("my openai")
                        .jsonPath("$.kind")
                        .isEqualTo("openai")
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.UTF_8);

        assertThat(answer).doesNotContain("secret").doesNotContain("api_key");
        for (String path : new String[] {"", "/my openai"}) {
            http.get()
                    .uri("/api/v1/providers" + path)
                    .header("Authorization", ada.bearer())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .value(body -> assertThat(body).contains("my openai").doesNotContain("secret"));
        }
    }

    @Test
    void credentialsLieSealedInTheirRowAndOpenInNoOther() {
        UUID id = id(adding(ada, "{'name': 'sealed', 'kind': 'anthropic', 'api_key': 'sk-very-secret'}"));
        UUID other = id(adding(ada, "{'name': 'other', 'kind': 'anthropic', 'api_key': 'sk-other'}"));

        byte[] stored = database.sql("SELECT credentials FROM provider WHERE id = $1")
                .bind(0, id)
                .mapValue(byte[].class)
                .one()
                .block();

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(seal.open(id, stored)).contains("sk-very-secret");
        assertThatThrownBy(() -> seal.open(other, stored)).isInstanceOf(IllegalStateException.class);
        Provider read = providers.find(id).block();
        assertThat(read.terms().credentials().apiKey().text()).isEqualTo("sk-very-secret");
        assertThat(read.toString()).doesNotContain("very-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'kind': 'openai', 'api_key': 'k'                                           | name",
                "'name': '', 'kind': 'openai', 'api_key': 'k'                               | name",
                "'name': '6a6f1f5e-0000-4000-8000-000000000000', 'kind': 'openai', 'api_key': 'k' | name",
                "'name': 'x', 'api_key': 'k'                                                | kind",
                "'name': 'x', 'kind': 'oracle', 'api_key': 'k'                              | kind",
                "'name': 'x', 'kind': 'openai'                                              | api_key",
                "'name': 'x', 'kind': 'openai', 'api_key': 'two words'                      | api_key",
                "'name': 'x', 'kind': 'openai', 'api_key': 'a\\nb: c'                       | api_key",
                "'name': 'x', 'kind': 'openai', 'api_key': 'k', 'region': 'us-east-1'       | region",
                "'name': 'x', 'kind': 'anthropic'                                           | api_key",
                "'name': 'x', 'kind': 'anthropic', 'api_key': 'k', 'secret_access_key': 's' | secret_access_key",
                "'name': 'x', 'kind': 'gemini'                                              | api_key",
                "'name': 'x', 'kind': 'bedrock', 'api_key': 'k'                             | region",
                "'name': 'x', 'kind': 'bedrock', 'region': 'evil.example/', 'api_key': 'k'  | region",
                "'name': 'x', 'kind': 'bedrock', 'region': 'us-east-1'                      | access_key_id",
                "'name': 'x', 'kind': 'bedrock', 'region': 'us-east-1', 'access_key_id': 'a' | secret_access_key",
                "'name': 'x', 'kind': 'openai', 'base_url': 'ftp://example.com'             | base_url",
                "'name': 'x', 'kind': 'openai', 'base_url': 'https://u:p@example.com'       | base_url",
                "'name': 'x', 'kind': 'openai', 'base_url': 'https://example.com/v1?a=b'    | base_url",
                "'name': 'x', 'kind': 'openai', 'api_key': 'k', 'model': 'm'                | model"
            })
    void anInvalidFieldIsNamed(String members, String field) {
        adding(ada, "{" + members + "}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void aNameIsTakenOnceByEachOwner() {
        String body = "{'name': 'local', 'kind': 'openai', 'base_url': 'http://127.0.0.1:11434/v1/'}";

        adding(ada, body)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.base_url")
                .isEqualTo("http://127.0.0.1:11434/v1");
        adding(ada, body).expectStatus().isEqualTo(409);
        adding(bob, body).expectStatus().isCreated();
    }

    @Test
    void anAccountHasOnlySoMany() {
        for (int i = 0; i < 3; i++) {
            adding(ada, "{'name': 'p" + i + "', 'kind': 'gemini', 'api_key': 'k'}")
                    .expectStatus()
                    .isCreated();
        }

        adding(ada, "{'name': 'p3', 'kind': 'gemini', 'api_key': 'k'}")
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void anothersProviderIsLikeNone() {
        UUID id = id(adding(ada, "{'name': 'hers', 'kind': 'gemini', 'api_key': 'k'}"));

        for (String name :
                new String[] {id.toString(), "hers", UUID.randomUUID().toString()}) {
            http.get()
                    .uri("/api/v1/providers/" + name)
                    .header("Authorization", bob.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            deleting(bob, name).expectStatus().isNotFound();
        }
        deleting(ada, "hers").expectStatus().isNoContent();
        deleting(ada, "hers").expectStatus().isNotFound();
    }

    @Test
    void aProviderInUseCannotBeDeletedAndSaysByWhat() {
        UUID id = id(adding(ada, "{'name': 'busy', 'kind': 'gemini', 'api_key': 'k'}"));
        deploy(id);

        deleting(ada, "busy")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("The provider is in use by " + ada.username() + "/talk; delete these first");
        assertThatThrownBy(() -> providers.delete(id).block()).hasMessageContaining("deployment_provider");
    }

    @Test
    void aKeyNeedsTheScope() {
        http.get()
                .uri("/api/v1/providers")
                .header("Authorization", ada.scoped("invoke").keyBearer(UUID.randomUUID()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private void deploy(UUID providerId) {
        database.sql("""
                        INSERT INTO deployment (id, owner_id, owner_username, slug, kind, provider_id, provider_model, visibility,
                            allowed_users, price_per_request_micro, price_per_second_micro, price_per_100_input_micro,
                            price_per_100_output_micro, price_minimum_micro, free_requests, title, created_at, changed_at)
                        VALUES ($1, $2, $3, 'talk', 'text', $4, 'gemini-2.0-flash', 'public', '{}', 0, 0, 0, 0, 0, 0, 'Talk', now(), now())
                        """)
                .bind(0, UUID.randomUUID())
                .bind(1, ada.accountId())
                .bind(2, ada.username())
                .bind(3, providerId)
                .then()
                .block();
    }

    private UUID id(WebTestClient.ResponseSpec added) {
        return UUID.fromString(added.expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asString());
    }

    private WebTestClient.ResponseSpec adding(TestIdentity owner, String json) {
        return http.post()
                .uri("/api/v1/providers")
                .header("Authorization", owner.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json.replace('\'', '"'))
                .exchange();
    }

    private WebTestClient.ResponseSpec deleting(TestIdentity owner, String idOrName) {
        return http.delete()
                .uri("/api/v1/providers/" + idOrName)
                .header("Authorization", owner.bearer())
                .exchange();
    }
}
