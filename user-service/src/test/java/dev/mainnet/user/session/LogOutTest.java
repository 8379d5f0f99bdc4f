package dev.mainnet.user.session;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class LogOutTest {

    @Autowired
    WebTestClient http;

    @Autowired
    LogOut logOut;

    @Test
    void endsTheSessionAndTellsTheGateways() {
        Person ada = Person.arrive(http);

        logOut(ada.refreshToken());

        post("/user/auth/refresh", ada.refreshToken()).expectStatus().isUnauthorized();
        awaitRevocationOf(ada);
    }

    /** The gateways are told by Kafka, which may be away. */
    @Test
    void refusesAnEndedSessionHereBeforeAnyGatewayDoes() {
        Person ada = Person.arrive(http);
        Person phone = Person.logIn(http, ada.username());
        makeKey(ada).expectStatus().isCreated();

        logOut(ada.refreshToken());

        makeKey(ada)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unauthorized");
        makeKey(phone).expectStatus().isCreated();
    }

    private WebTestClient.ResponseSpec makeKey(Person person) {
        return http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, person.sessionBearer())
                .bodyValue(Map.of("name", "mine"))
                .exchange();
    }

    @Test
    void answersTheSameForATokenThatIsUnknownOrDead() {
        Person ada = Person.arrive(http);

        logOut("mr_nobodys");
        logOut(ada.refreshToken());
        logOut(ada.refreshToken());
    }

    @Test
    void listsLivingSessionsOfOneselfAlone() {
        Person ada = Person.arrive(http);
        Person.arrive(http);
        Person phone = Person.logIn(http, ada.username());
        logOut(ada.refreshToken());

        http.get()
                .uri("/user/sessions")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.page")
                .isEqualTo(1)
                .jsonPath("$.limit")
                .isEqualTo(10)
                .jsonPath("$.sessions[0].id")
                .isEqualTo(phone.sessionId().toString())
                .jsonPath("$.sessions[0].device")
                .isNotEmpty()
                .jsonPath("$.sessions[0].address")
                .isNotEmpty()
                .jsonPath("$.sessions[0].last_seen_at")
                .isNotEmpty();
    }

    @Test
    void revokesASessionById() {
        Person ada = Person.arrive(http);

        revoke(ada, ada.sessionId()).expectStatus().isNoContent();

        post("/user/auth/refresh", ada.refreshToken()).expectStatus().isUnauthorized();
        revoke(ada, ada.sessionId()).expectStatus().isNotFound();
        awaitRevocationOf(ada);
    }

    @Test
    void endsAllSessionsAtOnce() {
        Person ada = Person.arrive(http);
        Person phone = Person.logIn(http, ada.username());
        Person eve = Person.arrive(http);

        http.delete()
                .uri("/user/sessions")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isNoContent();

        post("/user/auth/refresh", ada.refreshToken()).expectStatus().isUnauthorized();
        post("/user/auth/refresh", phone.refreshToken()).expectStatus().isUnauthorized();
        post("/user/auth/refresh", eve.refreshToken()).expectStatus().isOk();
        awaitRevocationOf(ada);
    }

    @Test
    void endsTheSessionOfAnAccessTokenWithoutItsRefreshToken() {
        Person ada = Person.arrive(http);

        logOut.logOut(ada.sessionId()).block();
        logOut.logOut(ada.sessionId()).block();

        post("/user/auth/refresh", ada.refreshToken()).expectStatus().isUnauthorized();
        awaitRevocationOf(ada);
    }

    @Test
    void answersForAnothersSessionAsForNone() {
        Person ada = Person.arrive(http);
        Person eve = Person.arrive(http);

        assertThat(refusal(eve, ada.sessionId())).isEqualTo(refusal(eve, UUID.randomUUID()));
        post("/user/auth/refresh", ada.refreshToken()).expectStatus().isOk();
    }

    private String refusal(Person person, UUID session) {
        return revoke(person, session)
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private WebTestClient.ResponseSpec revoke(Person person, UUID session) {
        return http.delete()
                .uri("/user/sessions/" + session)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange();
    }

    private void logOut(String token) {
        post("/user/auth/logout", token)
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();
    }

    private WebTestClient.ResponseSpec post(String path, String token) {
        return http.post().uri(path).bodyValue(Map.of("refresh_token", token)).exchange();
    }

    private static void awaitRevocationOf(Person person) {
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.USER_EVENTS, person.accountId().toString()))
                        .filteredOn(event -> event instanceof SessionRevoked revoked
                                && revoked.sessionId().equals(person.sessionId()))
                        .hasSize(1));
    }
}
