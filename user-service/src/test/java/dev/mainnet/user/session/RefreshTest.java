package dev.mainnet.user.session;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
class RefreshTest {

    @Autowired
    WebTestClient http;

    @Autowired
    MovableClock clock;

    @Autowired
    LogIn logIn;

    @Test
    void exchangesATokenForTheNextPairOfTheSameSession() {
        Person ada = Person.arrive(http);

        Person next = refreshed(ada.refreshToken());

        assertThat(next.sessionId()).isEqualTo(ada.sessionId());
        assertThat(next.refreshToken()).isNotEqualTo(ada.refreshToken());
        assertThat(next.accessToken()).isNotEqualTo(ada.accessToken());
        assertThat(refreshed(next.refreshToken()).accountId()).isEqualTo(ada.accountId());
    }

    @Test
    void endsTheSessionWhenASpentTokenComesBack() {
        Person ada = Person.arrive(http);
        Person next = refreshed(ada.refreshToken());

        refresh(ada.refreshToken()).expectStatus().isUnauthorized();

        refresh(next.refreshToken()).expectStatus().isUnauthorized();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(revocations(ada))
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.sessionId()).isEqualTo(ada.sessionId());
                            assertThat(event.expiresAt())
                                    .isAfter(clock.instant().plusSeconds(1700));
                            GoldenExamples.assertObeysItsSchema(event);
                        }));
    }

    @Test
    void leavesOtherSessionsAlone() {
        Person ada = Person.arrive(http);
        Person elsewhere = Person.logIn(http, ada.username());
        refreshed(ada.refreshToken());
        refresh(ada.refreshToken()).expectStatus().isUnauthorized();

        assertThat(refreshed(elsewhere.refreshToken()).accountId()).isEqualTo(ada.accountId());
    }

    @Test
    void letsOneOfManyConcurrentRefreshesWin() {
        Person ada = Person.arrive(http);

        List<Integer> statuses = Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() -> refresh(ada.refreshToken())
                                .returnResult(String.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(7);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(revocations(ada)).hasSize(1));
    }

    @Test
    void endsWhenItWasIdleForTooLong() {
        Person ada = Person.arrive(http);
        clock.forward(Duration.ofDays(13));
        Person next = refreshed(ada.refreshToken());
        clock.forward(Duration.ofDays(13));
        Person last = refreshed(next.refreshToken());
        clock.forward(Duration.ofDays(14));

        refresh(last.refreshToken()).expectStatus().isUnauthorized();
    }

    @Test
    void keepsTheLifetimesOfTheApiThatBeganTheSession() throws Exception {
        Person ada = Person.arrive(http);
        TokenPair first = logIn.logIn(
                        ada.username(),
                        new Secret(Person.PASSWORD),
                        new Origin("curl", "::1"),
                        new SessionLifetimes(Duration.ofHours(1), Duration.ofHours(2)))
                .block();

        clock.forward(Duration.ofMinutes(119));
        Person next = refreshed(first.refreshToken().text());

        JWTClaimsSet claims = SignedJWT.parse(next.accessToken()).getJWTClaimsSet();
        assertThat(first.expiresIn()).isEqualTo(Duration.ofHours(1));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
        clock.forward(Duration.ofHours(2));
        refresh(next.refreshToken()).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mr_unknown", "", "\u0000", "eyJhbGciOiJub25lIn0.e30."})
    void refusesATokenThatNobodyWasGiven(String token) {
        refresh(token)
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"refresh_token\": null}",
                "{\"refresh_token\": 5}",
                "{\"token\": \"x\"}",
                "{\"refresh_token\": [\"x\"]}"
            })
    void refusesWhatIsNoRefresh(String body) {
        for (String path : List.of("/user/auth/refresh", "/user/auth/logout")) {
            http.post()
                    .uri(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    private Person refreshed(String token) {
        Map<String, Object> answer = refresh(token)
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        return Person.of((String) answer.get("access_token"), (String) answer.get("refresh_token"));
    }

    private WebTestClient.ResponseSpec refresh(String token) {
        return http.post()
                .uri("/user/auth/refresh")
                .bodyValue(Map.of("refresh_token", token))
                .exchange();
    }

    private static List<SessionRevoked> revocations(Person person) {
        return TestKafka.events(Topics.USER_EVENTS, person.accountId().toString()).stream()
                .filter(SessionRevoked.class::isInstance)
                .map(SessionRevoked.class::cast)
                .toList();
    }
}
