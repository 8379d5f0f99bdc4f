package dev.mainnet.user.deletion;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Administration;
import dev.mainnet.user.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class DeleteAccountTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    DeleteAccount deleteAccount;

    @Test
    void endsSessionsAndKeysAndTellsTheOtherServicesOnce() {
        Person ada = Person.arrive(http);
        String key = JsonPath.read(
                post(ada, "/user/keys", Map.of("name", "ci"))
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.id");

        leave(ada).expectStatus().isNoContent();
        deleteAccount.delete(ada.accountId()).block();

        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(TestKafka.events(Topics.API_KEYS, key)).last().isInstanceOf(ApiKeyRevoked.class);
            assertThat(TestKafka.events(Topics.USER_EVENTS, ada.accountId().toString()))
                    .anyMatch(SessionRevoked.class::isInstance)
                    .filteredOn(UserDeleted.class::isInstance)
                    .singleElement()
                    .satisfies(GoldenExamples::assertObeysItsSchema);
        });
        http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
        http.post()
                .uri("/user/auth/refresh")
                .bodyValue(Map.of("refresh_token", ada.refreshToken()))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        http.post()
                .uri("/user/auth/login")
                .bodyValue(Map.of("username", ada.username(), "password", Person.PASSWORD))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void leavesNothingOfThePersonInAnyTable() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http).confirm(database);
        Person bob = Person.arrive(http).confirm(database);
        post(ada, "/user/keys", Map.of("name", "key-of-" + ada.username()));
        String hers = group(ada, "group-of-" + ada.username());
        String his = group(bob, "group-of-" + bob.username());
        post(ada, "/user/groups/" + hers + "/invitations", Map.of("email", "friend@example.com"));
        post(bob, "/user/groups/" + his + "/invitations", Map.of("email", ada.username() + "@example.com"));
        admin.call(
                HttpMethod.PUT,
                "/user/users/" + ada.accountId() + "/roles/admin",
                admin.admin().bearer());

        leave(ada).expectStatus().isNoContent();

        List<String> tables =
                database.sql("""
                        SELECT table_name::text FROM information_schema.tables
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                          AND table_name NOT IN ('flyway_schema_history', 'outbox', 'inbox')
                        """).mapValue(String.class).all().collectList().block();
        assertThat(tables).contains("account", "mail", "group_invitation");
        assertThat(tables)
                .allSatisfy(table -> assertThat(database.sql("SELECT count(*) FROM " + table
                                        + " AS row WHERE row::text ~ ('\\m' || $1 || '\\M')")
                                .bind(0, ada.username())
                                .mapValue(Long.class)
                                .one()
                                .block())
                        .as(table)
                        .isZero());
        admin.get("/user/users/" + ada.accountId())
                .expectBody()
                .jsonPath("$.username")
                .value(String.class, name -> assertThat(name).startsWith("deleted-"));
        assertThat(database.sql("SELECT count(*) FROM group_invitation WHERE email = 'friend@example.com'")
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void theAddressIsFreeAgainButNotTheName() {
        Person ada = Person.arrive(http);
        leave(ada);

        Person.signUp(http, ada.username().toUpperCase(Locale.ROOT), "other-" + ada.username() + "@example.com")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("username");
        Person.signUp(http, Person.newName(), ada.username() + "@example.com")
                .expectStatus()
                .isOk();
    }

    @Test
    void keepsNoHashOfANameThatAnybodyCouldCompute() {
        Person ada = Person.arrive(http);
        leave(ada);

        assertThat(database.sql("""
                        SELECT (SELECT count(*) FROM retired_username WHERE sha256 = sha256($1::bytea))
                             + (SELECT count(*) FROM retired_name WHERE hmac = sha256($1::bytea))
                        """)
                        .bind(0, ada.username())
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isZero();
    }

    @Test
    void aNameThatWasRetiredByItsPlainHashStaysSo() {
        String name = Person.newName();
        database.sql("INSERT INTO retired_username (sha256) VALUES (sha256($1::bytea))")
                .bind(0, name)
                .then()
                .block();

        Person.signUp(http, name, name + "@example.com").expectStatus().isEqualTo(409);
        http.post()
                .uri("/api/auth/signup")
                .bodyValue(Map.of("email", name + "@example.com", "password", Person.PASSWORD))
                .exchange()
                .expectStatus()
                .isCreated();
    }

    private WebTestClient.ResponseSpec leave(Person person) {
        return http.delete()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange();
    }

    private String group(Person person, String name) {
        return JsonPath.read(
                post(person, "/user/groups", Map.of("name", name))
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.id");
    }

    private WebTestClient.ResponseSpec post(Person person, String path, Object body) {
        return http.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(body)
                .exchange();
    }
}
