package dev.mainnet.user.ownership;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Topics;
import dev.mainnet.testing.GoogleTokens;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import dev.mainnet.user.google.FakeGoogle;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Somebody opens an account with another's address, settles in and waits for the other to come. */
@ServiceTest
class ProveOwnershipTest {

    private static final String NEW = "another battery staple 7";

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    DatabaseClient database;

    private final String subject = UUID.randomUUID().toString();
    private Person intruder;
    private String key;

    @BeforeEach
    void settlesIn() {
        intruder = Person.arrive(http);
        key = JsonPath.read(body(call(intruder, HttpMethod.POST, "/user/keys", Map.of("name", "mine"))), "$.id");
        // From before an unconfirmed account could not be linked.
        database.sql("INSERT INTO google_account (subject, account_id, linked_at) VALUES ($1, $2, now())")
                .bind(0, subject)
                .bind(1, intruder.accountId())
                .then()
                .block();
    }

    @Test
    void theResetOfAPasswordThrowsHimOut() {
        reset();

        assertThatHeIsOut();
        post("/user/auth/login", Map.of("username", intruder.username(), "password", NEW))
                .expectStatus()
                .isOk();
    }

    @Test
    void aTemporaryPasswordThrowsHimOutAndHisPasswordWithHim() {
        post("/atlas/auth/reset-password", Map.of("email", address()))
                .expectStatus()
                .isCreated();
        String password = Mailbox.text(mailbox.await1(address(), "Your temporary password"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Aa1!"))
                .findFirst()
                .orElseThrow();

        post("/atlas/auth/sign-in", Map.of("id", address(), "password", password))
                .expectStatus()
                .isCreated();

        assertThatHeIsOut();
        post("/user/auth/login", Map.of("username", intruder.username(), "password", Person.PASSWORD))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void theLinkOfAnInvitationThrowsHimOut() {
        Person host = Person.arrive(http).confirm(database);
        String group = JsonPath.read(body(call(host, HttpMethod.POST, "/user/groups", Map.of("name", "Lab"))), "$.id");
        call(host, HttpMethod.POST, "/user/groups/" + group + "/invitations", Map.of("email", address()))
                .expectStatus()
                .isCreated();
        String text = Mailbox.text(mailbox.await1(address(), "You are invited to a group"));
        String link = text.substring(text.indexOf("/atlas/auth/confirm-invite-email"))
                .lines()
                .findFirst()
                .orElseThrow();

        http.get()
                .uri(URLDecoder.decode(link, StandardCharsets.UTF_8))
                .exchange()
                .expectStatus()
                .isOk();

        assertThatHeIsOut();
    }

    @Test
    void whatAConfirmedAccountHasSurvivesAReset() {
        intruder.confirm(database);

        reset();

        Person owner = byGoogle();
        assertThat(owner.accountId()).isEqualTo(intruder.accountId());
        call(owner, HttpMethod.GET, "/user/keys/" + key, Map.of())
                .expectStatus()
                .isOk();
    }

    private void reset() {
        post("/user/auth/password/reset", Map.of("email", address()))
                .expectStatus()
                .isAccepted();
        String token = Mailbox.token(mailbox.await1(address(), "Set a new password"));
        post("/user/auth/password/reset/confirm", Map.of("token", token, "password", NEW))
                .expectStatus()
                .isNoContent();
    }

    private void assertThatHeIsOut() {
        post("/user/auth/refresh", Map.of("refresh_token", intruder.refreshToken()))
                .expectStatus()
                .isUnauthorized();
        call(intruder, HttpMethod.GET, "/user/keys/" + key, Map.of())
                .expectStatus()
                .isNotFound();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.API_KEYS, key))
                        .last()
                        .isInstanceOf(ApiKeyRevoked.class));
        assertThat(byGoogle().accountId()).isNotEqualTo(intruder.accountId());
    }

    /** Whom Google's token for the intruder signs in as. */
    private Person byGoogle() {
        String token = FakeGoogle.sign(
                GoogleTokens.claims(subject, "other-" + intruder.username() + "@example.com", clock.instant()));
        String answer = body(post("/user/auth/google", Map.of("id_token", token)));
        return Person.of(JsonPath.read(answer, "$.access_token"), JsonPath.read(answer, "$.refresh_token"));
    }

    private String address() {
        return intruder.username() + "@example.com";
    }

    private static String body(WebTestClient.ResponseSpec answer) {
        return answer.expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec call(Person person, HttpMethod method, String path, Object body) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post().uri(path).bodyValue(body).exchange();
    }
}
