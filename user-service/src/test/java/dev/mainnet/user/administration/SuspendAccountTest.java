package dev.mainnet.user.administration;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Administration;
import dev.mainnet.user.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class SuspendAccountTest {

    @Autowired
    WebTestClient http;

    @Test
    void aSuspendedAccountHasNeitherSessionsNorKeysAndGetsNone() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        String key = newKey(ada);

        suspend(admin, ada).expectStatus().isNoContent();
        suspend(admin, ada).expectStatus().isNoContent();

        logIn(ada).expectStatus().isForbidden();
        http.post()
                .uri("/user/auth/refresh")
                .bodyValue(Map.of("refresh_token", ada.refreshToken()))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .bodyValue(Map.of("name", "ci"))
                .exchange()
                .expectStatus()
                .isNotFound();
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(TestKafka.events(Topics.API_KEYS, key)).last().isInstanceOf(ApiKeyRevoked.class);
            assertThat(TestKafka.events(Topics.USER_EVENTS, ada.accountId().toString()))
                    .anyMatch(SessionRevoked.class::isInstance);
        });
        assertThat(TestKafka.events(Topics.API_KEYS, key)).hasSize(2);
    }

    @Test
    void itsKeysWorkAgainOnceThatIsLifted() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        String key = newKey(ada);
        suspend(admin, ada);

        admin.delete(path(ada)).expectStatus().isNoContent();
        admin.delete(path(ada)).expectStatus().isNoContent();

        logIn(ada).expectStatus().isOk();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.API_KEYS, key))
                        .hasSize(3)
                        .last()
                        .isEqualTo(TestKafka.events(Topics.API_KEYS, key).getFirst())
                        .isInstanceOf(ApiKeyIssued.class));
    }

    @Test
    void anAdministratorIsNotSuspended() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        admin.call(
                HttpMethod.PUT,
                "/user/users/" + ada.accountId() + "/roles/admin",
                admin.admin().bearer());

        suspend(admin, ada).expectStatus().isEqualTo(409);
        logIn(ada).expectStatus().isOk();
    }

    @Test
    void administratorsSeeIt() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        suspend(admin, ada);

        admin.get("/user/users/" + ada.accountId())
                .expectBody()
                .jsonPath("$.suspended_at")
                .exists()
                .jsonPath("$.suspension_reason")
                .isEqualTo("Spam");
        admin.get("/user/users?q=" + ada.username().toUpperCase(Locale.ROOT) + "@")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.users[0].id")
                .isEqualTo(ada.accountId().toString());
        admin.get("/user/users?q=%").expectBody().jsonPath("$.total").isEqualTo(0);
        admin.get("/user/users?q=x\0").expectStatus().isBadRequest();
        admin.get("/user/users/" + UUID.randomUUID()).expectStatus().isNotFound();
    }

    @Test
    void aPermissionOpensWhatItNamesAndNoMore() {
        Person ada = Person.arrive(http);
        TestIdentity support = TestIdentity.user("support");
        String bearer = "Bearer "
                + TestIdentity.sign(support.claims()
                        .claim("permissions", List.of("users.read"))
                        .build());
        Administration admin = Administration.of(http);

        admin.call(HttpMethod.GET, "/user/users/" + ada.accountId(), bearer)
                .expectStatus()
                .isOk();
        admin.call(HttpMethod.DELETE, path(ada), bearer).expectStatus().isForbidden();
        admin.call(HttpMethod.GET, "/user/audit", bearer).expectStatus().isForbidden();
        admin.call(HttpMethod.GET, "/user/users", support.bearer())
                .expectStatus()
                .isForbidden();
    }

    private static WebTestClient.ResponseSpec suspend(Administration admin, Person person) {
        return admin.send(HttpMethod.POST, path(person), Map.of("reason", "Spam"));
    }

    private static String path(Person person) {
        return "/user/users/" + person.accountId() + "/suspension";
    }

    private WebTestClient.ResponseSpec logIn(Person person) {
        return http.post()
                .uri("/user/auth/login")
                .bodyValue(Map.of("username", person.username(), "password", Person.PASSWORD))
                .exchange();
    }

    private String newKey(Person person) {
        return JsonPath.read(
                http.post()
                        .uri("/user/keys")
                        .header(HttpHeaders.AUTHORIZATION, person.bearer())
                        .bodyValue(Map.of("name", "ci"))
                        .exchange()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.id");
    }
}
