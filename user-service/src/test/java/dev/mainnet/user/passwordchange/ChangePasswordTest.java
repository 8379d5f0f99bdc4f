package dev.mainnet.user.passwordchange;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class ChangePasswordTest {

    private static final String ANOTHER = "another horse battery";

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    @AfterEach
    void letTimeGoOn() {
        clock.goOn();
    }

    @Test
    void endsEverySessionAndTheOldPassword() {
        Person ada = Person.arrive(http);
        Person phone = Person.logIn(http, ada.username());

        change(ada, Person.PASSWORD, ANOTHER).expectStatus().isNoContent();

        refresh(ada).expectStatus().isUnauthorized();
        refresh(phone).expectStatus().isUnauthorized();
        logIn(ada, Person.PASSWORD).expectStatus().isUnauthorized();
        logIn(ada, ANOTHER).expectStatus().isOk();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.USER_EVENTS, ada.accountId().toString()))
                        .filteredOn(SessionRevoked.class::isInstance)
                        .extracting(event -> ((SessionRevoked) event).sessionId())
                        .containsExactlyInAnyOrder(ada.sessionId(), phone.sessionId()));
    }

    @Test
    void endsWhatWasMailedForTheOldPassword() {
        Person ada = Person.arrive(http).confirm(database);
        String address = ada.username() + "@example.com";
        post("/atlas/auth/reset-password", Map.of("email", address))
                .expectStatus()
                .isCreated();
        MimeMessage mail = mailbox.await1(address, "Your temporary password");
        String temporary = Mailbox.text(mail)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Aa1!"))
                .findFirst()
                .orElseThrow();

        change(ada, Person.PASSWORD, ANOTHER).expectStatus().isNoContent();

        post("/user/auth/password/reset/confirm", Map.of("token", Mailbox.token(mail), "password", "a thief's choice"))
                .expectStatus()
                .isBadRequest();
        post("/atlas/auth/sign-in", Map.of("id", address, "password", temporary))
                .expectStatus()
                .isUnauthorized();
        logIn(ada, ANOTHER).expectStatus().isOk();
    }

    @Test
    void needsTheOldPassword() {
        Person ada = Person.arrive(http);

        change(ada, "not my password", ANOTHER)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("current_password");

        refresh(ada).expectStatus().isOk();
        logIn(ada, Person.PASSWORD).expectStatus().isOk();
    }

    @Test
    void doesNotLetAThiefOfASessionGuessForEver() {
        Person ada = Person.arrive(http);
        clock.stand();

        for (int i = 0; i < 10; i++) {
            change(ada, "guess number " + i, ANOTHER).expectStatus().isForbidden();
        }

        change(ada, Person.PASSWORD, ANOTHER)
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);
    }

    @Test
    void isNothingThatAnApiKeyMayDo() {
        Person ada = Person.arrive(http);

        http.patch()
                .uri("/user/me/password")
                .header(HttpHeaders.AUTHORIZATION, ada.keyBearer("models invoke jobs billing"))
                .bodyValue(Map.of("current_password", Person.PASSWORD, "new_password", ANOTHER))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                         | current_password
            {"current_password": "correct horse battery"}                              | new_password
            {"current_password": "correct horse battery", "new_password": null}        | new_password
            {"current_password": "correct horse battery", "new_password": 12345678}    | new_password
            {"current_password": "correct horse battery", "new_password": "short"}     | password
            {"current_password": "correct horse battery", "new_password": "password1"} | password
            {"current_password": "correct horse battery", "new_password": "zq7!kvv2kk", "x": 1} | x
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        Person ada = Person.arrive(http);

        http.patch()
                .uri("/user/me/password")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    private WebTestClient.ResponseSpec change(Person person, String current, String wanted) {
        return http.patch()
                .uri("/user/me/password")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(Map.of("current_password", current, "new_password", wanted))
                .exchange();
    }

    private WebTestClient.ResponseSpec refresh(Person person) {
        return post("/user/auth/refresh", Map.of("refresh_token", person.refreshToken()));
    }

    private WebTestClient.ResponseSpec logIn(Person person, String password) {
        return post("/user/auth/login", Map.of("username", person.username(), "password", password));
    }

    private WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post().uri(path).bodyValue(body).exchange();
    }
}
