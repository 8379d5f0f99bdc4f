package dev.mainnet.user.apikey;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class RotateApiKeyTest {

    @Autowired
    WebTestClient http;

    @Autowired
    MovableClock clock;

    private Person ada;
    private Map<String, Object> first;
    private String id;

    @BeforeEach
    void issueAKey() {
        ada = Person.arrive(http);
        first = answer(post("/user/keys", "{\"name\": \"ci\", \"credit_limit\": 5}"));
        id = (String) first.get("id");
    }

    @Test
    void givesTheKeyAnotherTextAndTellsTheGatewaysOfBoth() {
        Map<String, Object> second = answer(post("/user/keys/" + id + "/rotation", "{\"overlap_seconds\": 60}"));

        assertThat(second).containsEntry("id", id).containsEntry("credit_limit", first.get("credit_limit"));
        assertThat(second.get("key")).isNotEqualTo(first.get("key"));
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(announced()).hasSize(2).last().satisfies(event -> {
                    assertThat(event.sha256()).isEqualTo(hash(second));
                    assertThat(event.previousSha256()).isEqualTo(hash(first));
                    assertThat(event.previousExpiresAt())
                            .isBetween(
                                    clock.instant().plusSeconds(40),
                                    clock.instant().plusSeconds(60));
                    GoldenExamples.assertObeysItsSchema(event);
                }));
        show(ada)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.prefix")
                .isEqualTo((String) second.get("prefix"))
                .jsonPath("$.previous_expires_at")
                .isNotEmpty()
                .jsonPath("$.key")
                .doesNotExist();
    }

    @Test
    void letsBothTextsWorkForADayUnlessToldOtherwise() {
        Map<String, Object> second = answer(post("/user/keys/" + id + "/rotation", null));

        assertThat(Instant.parse((String) second.get("previous_expires_at")))
                .isBetween(
                        clock.instant().plus(Duration.ofHours(23)),
                        clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void endsTheOldTextNowWhenNothingIsToOverlap() {
        answer(post("/user/keys/" + id + "/rotation", "{\"overlap_seconds\": 0}"));

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(announced())
                        .hasSize(2)
                        .last()
                        .extracting(ApiKeyIssued::previousSha256)
                        .isNull());
    }

    @Test
    void answersForAnothersKeyAsForNone() {
        Person eve = Person.arrive(http);

        for (String key : List.of(id, UUID.randomUUID().toString())) {
            http.post()
                    .uri("/user/keys/" + key + "/rotation")
                    .header(HttpHeaders.AUTHORIZATION, eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        show(eve).expectStatus().isNotFound();
    }

    @Test
    void givesNoNewTextToARevokedOrExpiredKey() {
        String expiring = (String) answer(post(
                        "/user/keys",
                        "{\"name\": \"ci\", \"expires_at\": \""
                                + clock.instant().plusSeconds(60) + "\"}"))
                .get("id");
        http.delete()
                .uri("/user/keys/" + id)
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange();
        clock.forward(Duration.ofMinutes(2));

        post("/user/keys/" + id + "/rotation", null).expectStatus().isNotFound();
        post("/user/keys/" + expiring + "/rotation", null).expectStatus().isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"overlap_seconds": -1}      | overlap_seconds
            {"overlap_seconds": 604801}  | overlap_seconds
            {"overlap_seconds": 1.5}     | overlap_seconds
            {"overlap_seconds": "60"}    | overlap_seconds
            {"key": "mk_chosen"}         | key
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        post("/user/keys/" + id + "/rotation", body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    private List<ApiKeyIssued> announced() {
        return TestKafka.events(Topics.API_KEYS, id).stream()
                .map(ApiKeyIssued.class::cast)
                .toList();
    }

    private static String hash(Map<String, Object> issued) {
        return HexFormat.of().formatHex(new Secret((String) issued.get("key")).sha256());
    }

    private WebTestClient.ResponseSpec show(Person person) {
        return http.get()
                .uri("/user/keys/" + id)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        var request = http.post().uri(path).header(HttpHeaders.AUTHORIZATION, ada.bearer());
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }

    private static Map<String, Object> answer(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
    }
}
