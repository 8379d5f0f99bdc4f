package dev.mainnet.user.apikey;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class ApiKeysTest {

    @Autowired
    WebTestClient http;

    private static final String EVERYTHING = """
            {"name": "ci", "scopes": ["invoke", "jobs", "invoke"], "deployments": ["0199a1b2-0000-7000-8000-0000000000e1"],
             "credit_limit": 12.5, "credit_limit_reset": "weekly", "rate_limit": {"requests_per_minute": 30, "tokens_per_minute": 5000},
             "expires_at": "2031-01-01T00:00:00Z"}
            """;

    @Test
    void showsTheKeyOnceAndItsTermsAlways(CapturedOutput output) {
        Person ada = Person.arrive(http);

        Map<String, Object> issued = issued(ada, EVERYTHING);

        String key = (String) issued.get("key");
        assertThat(key).matches("mk_[0-9A-Za-z]{32}").startsWith((String) issued.get("prefix"));
        list(ada)
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.page")
                .isEqualTo(1)
                .jsonPath("$.limit")
                .isEqualTo(10)
                .jsonPath("$.keys[0].id")
                .isEqualTo((String) issued.get("id"))
                .jsonPath("$.keys[0].key")
                .doesNotExist()
                .jsonPath("$.keys[0].name")
                .isEqualTo("ci")
                .jsonPath("$.keys[0].prefix")
                .isEqualTo((String) issued.get("prefix"))
                .jsonPath("$.keys[0].scopes.length()")
                .isEqualTo(2)
                .jsonPath("$.keys[0].deployments[0]")
                .isEqualTo("0199a1b2-0000-7000-8000-0000000000e1")
                .jsonPath("$.keys[0].credit_limit")
                .isEqualTo(12.5)
                .jsonPath("$.keys[0].credit_limit_reset")
                .isEqualTo("weekly")
                .jsonPath("$.keys[0].rate_limit.requests_per_minute")
                .isEqualTo(30)
                .jsonPath("$.keys[0].rate_limit.tokens_per_minute")
                .isEqualTo(5000)
                .jsonPath("$.keys[0].expires_at")
                .isEqualTo("2031-01-01T00:00:00Z")
                .jsonPath("$.keys[0].spent")
                .isEqualTo(0);
        assertThat(output.getAll()).doesNotContain(key);
    }

    @Test
    void tellsTheGatewaysOfAKeyAndOfItsEnd() {
        Person ada = Person.arrive(http);
        Map<String, Object> issued = issued(ada, EVERYTHING);

        revoke(ada, (String) issued.get("id")).expectStatus().isNoContent();

        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            List<Event> events = TestKafka.events(Topics.API_KEYS, (String) issued.get("id"));
            assertThat(events).hasSize(2).allSatisfy(GoldenExamples::assertObeysItsSchema);
            assertThat(events.getFirst()).isInstanceOfSatisfying(ApiKeyIssued.class, event -> {
                assertThat(event.sha256())
                        .isEqualTo(HexFormat.of().formatHex(new Secret((String) issued.get("key")).sha256()));
                assertThat(event.accountId()).isEqualTo(ada.accountId());
                assertThat(event.username()).isEqualTo(ada.username());
                assertThat(event.creditLimitMicro()).isEqualTo(12_500_000);
                assertThat(event.creditLimitReset()).isEqualTo(CreditLimitReset.WEEKLY);
                assertThat(event.requestsPerMinute()).isEqualTo(30);
                assertThat(event.tokensPerMinute()).isEqualTo(5000);
            });
            assertThat(events.getLast()).isInstanceOf(ApiKeyRevoked.class);
        });
    }

    @Test
    void revokesOnceAndListsNoMore() {
        Person ada = Person.arrive(http);
        String id = (String) issued(ada, "{\"name\": \"ci\"}").get("id");

        revoke(ada, id).expectStatus().isNoContent();

        revoke(ada, id).expectStatus().isNotFound();
        list(ada).expectBody().jsonPath("$.total").isEqualTo(0);
    }

    @Test
    void answersForAnothersKeyAsForNone() {
        Person eve = Person.arrive(http);
        String id = (String) issued(Person.arrive(http), "{\"name\": \"ci\"}").get("id");

        assertThat(refusal(eve, id)).isEqualTo(refusal(eve, UUID.randomUUID().toString()));
    }

    @Test
    void holdsNoMoreActiveKeysThanAllowed() {
        Person ada = Person.arrive(http);

        List<Integer> statuses = Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() -> issue(ada, "{\"name\": \"" + i + "\"}")
                                .returnResult(String.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(3);
    }

    @Test
    void answersARepetitionWithTheSameKey() {
        Person ada = Person.arrive(http);

        String first = repeatable(ada);

        assertThat(repeatable(ada)).isEqualTo(first);
        list(ada).expectBody().jsonPath("$.total").isEqualTo(1);
    }

    @Test
    void sortsAndPages() {
        Person ada = Person.arrive(http);
        for (String name : List.of("b", "a", "c")) {
            issued(ada, "{\"name\": \"" + name + "\"}");
        }

        http.get()
                .uri("/user/keys?sort_by=name&order=asc&limit=2&page=2")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(3)
                .jsonPath("$.keys.length()")
                .isEqualTo(1)
                .jsonPath("$.keys[0].name")
                .isEqualTo("c");
        http.get()
                .uri("/user/keys?sort_by=sha256")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void letsNoKeyMakeAnother() {
        Person ada = Person.arrive(http);

        http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, ada.keyBearer("invoke models jobs billing"))
                .bodyValue(Map.of("name", "child"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                | name
            {"name": " "}                                                     | name
            {"name": 5}                                                       | name
            {"name": "a\\nb"}                                                 | name
            {"name": "ci", "scopes": ["account"]}                             | scopes
            {"name": "ci", "scopes": []}                                      | scopes
            {"name": "ci", "scopes": "invoke"}                                | scopes
            {"name": "ci", "deployments": []}                                 | deployments
            {"name": "ci", "deployments": ["iris"]}                           | deployments[0]
            {"name": "ci", "credit_limit": -1}                                | credit_limit
            {"name": "ci", "credit_limit": 0.0000001}                         | credit_limit
            {"name": "ci", "credit_limit": 1e99}                              | credit_limit
            {"name": "ci", "credit_limit_reset": "daily"}                     | credit_limit_reset
            {"name": "ci", "credit_limit": 1, "credit_limit_reset": "DAILY"}  | credit_limit_reset
            {"name": "ci", "credit_limit": 1, "credit_limit_reset": 1}        | credit_limit_reset
            {"name": "ci", "rate_limit": {"tokens_per_minute": 0}}            | rate_limit.tokens_per_minute
            {"name": "ci", "rate_limit": {"requests_per_minute": 0}}          | rate_limit.requests_per_minute
            {"name": "ci", "rate_limit": {"requests_per_minute": 1.5}}        | rate_limit.requests_per_minute
            {"name": "ci", "rate_limit": {"requests_per_minute": "10"}}       | rate_limit.requests_per_minute
            {"name": "ci", "rate_limit": {"requests_per_hour": 10}}           | rate_limit.requests_per_hour
            {"name": "ci", "rate_limit": 10}                                  | rate_limit
            {"name": "ci", "expires_at": "2020-01-01T00:00:00Z"}              | expires_at
            {"name": "ci", "expires_at": "tomorrow"}                          | expires_at
            {"name": "ci", "expires_at": "+999999999-01-01T00:00:00Z"}        | expires_at
            {"name": "ci", "key": "mk_chosen"}                                | key
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        issue(Person.arrive(http), body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error")
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @Test
    void refusesNullsWithinLists() {
        Person ada = Person.arrive(http);

        issue(ada, "{\"name\": \"ci\", \"scopes\": [null]}").expectStatus().isBadRequest();
        issue(ada, "{\"name\": \"ci\", \"deployments\": [null]}").expectStatus().isBadRequest();
    }

    private String repeatable(Person person) {
        return http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .header("Idempotency-Key", "the-one-key")
                .bodyValue(Map.of("name", "ci"))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private Map<String, Object> issued(Person person, String body) {
        return issue(person, body)
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec issue(Person person, String body) {
        return http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec list(Person person) {
        return http.get()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange()
                .expectStatus()
                .isOk();
    }

    private WebTestClient.ResponseSpec revoke(Person person, String id) {
        return http.delete()
                .uri("/user/keys/" + id)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange();
    }

    private String refusal(Person person, String id) {
        return revoke(person, id)
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
