package dev.mainnet.user.registration;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class SignUpTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Test
    void answersAsTheFirstDocumentSays() {
        signUp("""
                {"username": "username", "password": "a password of mine", "email": "email@example.com",
                 "fullname": "fullname", "bio": "bio"}
                """).expectStatus().isOk().expectBody().json("{\"message\": \"User created successfully\"}");
    }

    @Test
    void tellsThePlatformOnce() {
        Person ada = Person.arrive(http);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.USER_EVENTS, ada.accountId().toString()))
                        .singleElement()
                        .isInstanceOfSatisfying(UserRegistered.class, event -> {
                            assertThat(event.username()).isEqualTo(ada.username());
                            GoldenExamples.assertObeysItsSchema(event);
                        }));
    }

    @Test
    void grantsTheWelcomeCreditsOnceForAMailbox() {
        String first = Person.newName();
        String second = Person.newName();
        Person.signUp(http, first, first + "@example.com").expectStatus().isOk();
        Person.signUp(http, second, first + "+again@Example.com").expectStatus().isOk();

        assertThat(registration(Person.logIn(http, first)).grantsWelcome()).isTrue();
        assertThat(registration(Person.logIn(http, second)).grantsWelcome()).isFalse();
        assertThat(database.sql("SELECT encode(mailbox_hmac, 'escape') FROM welcome_grant")
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()
                        .block())
                .noneMatch(kept -> kept.contains(first));
    }

    private static UserRegistered registration(Person person) {
        return await().atMost(ofSeconds(20))
                .until(
                        () -> TestKafka.events(
                                        Topics.USER_EVENTS, person.accountId().toString())
                                .stream()
                                .filter(UserRegistered.class::isInstance)
                                .map(UserRegistered.class::cast)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void refusesAUsernameThatDiffersInCaseAlone() {
        String name = Person.arrive(http).username();

        Person.signUp(http, name.toUpperCase(Locale.ROOT), "other-" + name + "@example.com")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("conflict")
                .jsonPath("$.message")
                .isNotEmpty()
                .jsonPath("$.details.length()")
                .isEqualTo(1)
                .jsonPath("$.details[0].field")
                .isEqualTo("username");
    }

    @Test
    void nobodySignsUpUnderThePlatformsOwnName() {
        for (String name : List.of("mainnet", "Mainnet")) {
            Person.signUp(http, name, Person.newName() + "@example.com")
                    .expectStatus()
                    .isEqualTo(409)
                    .expectBody()
                    .jsonPath("$.details[0].field")
                    .isEqualTo("username");
        }
    }

    @Test
    void refusesAnAddressThatDiffersInCaseAlone() {
        String name = Person.arrive(http).username();

        Person.signUp(http, Person.newName(), name.toUpperCase(Locale.ROOT) + "@EXAMPLE.com")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("email");
    }

    @Test
    void givesAContestedNameToOne() {
        String name = Person.newName();

        List<Integer> statuses = Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() -> Person.signUp(http, name, name + "-" + i + "@example.com")
                                .returnResult(String.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void repeatsUnderAnIdempotencyKeyWithoutASecondAccount() {
        String name = Person.newName();
        for (int i = 0; i < 2; i++) {
            http.post()
                    .uri("/user/auth/signup")
                    .header("Idempotency-Key", "sign-up-" + name)
                    .bodyValue(Map.of("username", name, "email", name + "@example.com", "password", Person.PASSWORD))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
        assertThat(count(name)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"password": "zq7!kvv2kk", "email": "a@example.com"}                                          | username
            {"username": null, "password": "zq7!kvv2kk", "email": "a@example.com"}                        | username
            {"username": 12345, "password": "zq7!kvv2kk", "email": "a@example.com"}                       | username
            {"username": ["ada"], "password": "zq7!kvv2kk", "email": "a@example.com"}                     | username
            {"username": "ab", "password": "zq7!kvv2kk", "email": "a@example.com"}                        | username
            {"username": "аda", "password": "zq7!kvv2kk", "email": "a@example.com"}                       | username
            {"username": "ada\\u200b", "password": "zq7!kvv2kk", "email": "a@example.com"}                | username
            {"username": "a\\u0000da", "password": "zq7!kvv2kk", "email": "a@example.com"}                | username
            {"username": "adada", "email": "a@example.com"}                                               | password
            {"username": "adada", "password": null, "email": "a@example.com"}                             | password
            {"username": "adada", "password": 1234567890, "email": "a@example.com"}                       | password
            {"username": "adada", "password": {"text": "zq7!kvv2kk"}, "email": "a@example.com"}           | password
            {"username": "adada", "password": "short", "email": "a@example.com"}                          | password
            {"username": "adada", "password": "password1", "email": "a@example.com"}                      | password
            {"username": "adada", "password": "zq7!kvv2kk"}                                               | email
            {"username": "adada", "password": "zq7!kvv2kk", "email": "nowhere"}                           | email
            {"username": "adada", "password": "zq7!kvv2kk", "email": true}                                | email
            {"username": "adada", "password": "zq7!kvv2kk", "email": "a@example.com", "fullname": "a\\nb"} | fullname
            {"username": "adada", "password": "zq7!kvv2kk", "email": "a@example.com", "bio": "\\u0001"}   | bio
            {"username": "adada", "password": "zq7!kvv2kk", "email": "a@example.com", "roles": ["admin"]} | roles
            """)
    void namesTheFieldThatIsWrong(String body, String field) {
        signUp(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error")
                .jsonPath("$.message")
                .isNotEmpty()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {
            {"username": "adada"
            []
            null
            42
            not json
            {"username": "adada",}
            """)
    void refusesWhatIsNoObject(String body) {
        signUp(body).expectStatus().isBadRequest();
    }

    @Test
    void refusesOversizedFields() {
        String most = "x".repeat(100_000);
        for (String field : List.of("username", "password", "email", "fullname", "bio")) {
            Map<String, String> body =
                    new HashMap<>(Map.of("username", "adada", "password", "zq7!kvv2kk", "email", "a@example.com"));
            body.put(field, most);
            http.post()
                    .uri("/user/auth/signup")
                    .bodyValue(body)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.details[0].field")
                    .isEqualTo(field);
        }
    }

    @Test
    void writesNoPasswordToTheLog(CapturedOutput output) {
        String secret = "unspoken-" + System.nanoTime();

        signUp("{\"username\": \"a\", \"password\": \"" + secret + "\", \"email\": \"x\"}")
                .expectStatus()
                .isBadRequest();
        signUp("{\"username\": \"adada\", \"password\": [\"" + secret + "\"], \"email\": \"x\"}")
                .expectStatus()
                .isBadRequest();
        signUp("{\"username\": \"adada\", \"password\": \"" + secret + "\" oops")
                .expectStatus()
                .isBadRequest();

        assertThat(output.getAll()).doesNotContain(secret);
    }

    private WebTestClient.ResponseSpec signUp(String body) {
        return http.post()
                .uri("/user/auth/signup")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private Long count(String username) {
        return database.sql("SELECT count(*) FROM account WHERE username = $1")
                .bind(0, username)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
