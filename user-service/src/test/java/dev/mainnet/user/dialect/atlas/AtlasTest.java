package dev.mainnet.user.dialect.atlas;

import static dev.mainnet.user.dialect.atlas.AtlasPerson.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AtlasTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @AfterEach
    void letTimeGoOn() {
        clock.goOn();
    }

    @Test
    void letsSomebodyInOnceHisAddressIsConfirmed() {
        AtlasPerson ada = AtlasPerson.signUp(http, mailbox);
        ada.signIn(PASSWORD).expectStatus().isForbidden();
        ada.signIn("Wrong-horse-7").expectStatus().isUnauthorized();

        ada.get(ada.link()).expectStatus().isOk();

        Map<String, String> tokens = ada.tokens();
        var claims = AtlasPerson.claims(tokens.get("accessToken"));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(1));
        ada.post("/atlas/auth/sign-In", Map.of("id", ada.email(), "password", PASSWORD, "device", "x"))
                .expectStatus()
                .isCreated();
    }

    @Test
    void confirmsNobodyByWhatAnybodyKnows() {
        AtlasPerson ada = AtlasPerson.signUp(http, mailbox);
        String link = ada.link();
        String other = link.replaceAll("userId=[0-9a-f-]+", "userId=00000000-0000-7000-8000-000000000000");

        ada.get(link.replaceAll("&token=[^&]*", "")).expectStatus().isBadRequest();
        ada.get(link.replaceAll("token=[^&]*", "token=abc")).expectStatus().isBadRequest();
        ada.get(other).expectStatus().isBadRequest();
        ada.get(link.replace("email=", "email=x")).expectStatus().isBadRequest();
        ada.get("/atlas/auth/confirm-email").expectStatus().isBadRequest();
        ada.signIn(PASSWORD).expectStatus().isForbidden();

        ada.get(link).expectStatus().isOk();
        ada.get(link).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @CsvSource({"Short-1a", "no-uppercase-7", "NO-LOWERCASE-7", "No-Digit-Here", "NoSpecial4Here"})
    void refusesAPasswordThatTheDocumentDoesNotAllow(String password) {
        AtlasPerson nobody = new AtlasPerson(http, mailbox, Person.newName() + "@example.com");

        nobody.post("/atlas/auth/sign-up", Map.of("email", nobody.email(), "password", password, "nickname", "Ada"))
                .expectStatus()
                .isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"email\": \"no address\", \"password\": \"Correct-horse-7\", \"nickname\": \"a\"}"})
    void refusesWhatIsNoSignUp(String body) {
        http.post()
                .uri("/atlas/auth/sign-up")
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void refusesASecondAccountWithOneAddressAndGivesOneNicknameToMany() {
        AtlasPerson ada = AtlasPerson.signUp(http, mailbox);
        AtlasPerson other = AtlasPerson.signUp(http, mailbox);

        assertThat(other.email()).isNotEqualTo(ada.email());
        ada.post("/atlas/auth/sign-up", Map.of("email", ada.email(), "password", PASSWORD, "nickname", "Grace"))
                .expectStatus()
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Returning Person", "\u0410\u043b\u0438\u0441\u0430"})
    void welcomesBackWhoeverWithdrewUnderTheSameNicknameAndAddress(String nickname) {
        AtlasPerson ada = new AtlasPerson(http, mailbox, Person.newName() + "@example.com");

        for (int time = 1; time <= 3; time++) {
            ada.post("/atlas/auth/sign-up", Map.of("email", ada.email(), "password", PASSWORD, "nickname", nickname))
                    .expectStatus()
                    .isCreated();
            ada.get(ada.link(time)).expectStatus().isOk();
            ada.call(HttpMethod.DELETE, "/atlas/auth/user", ada.tokens().get("accessToken"), Map.of())
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void givesAnotherNameToAStrangerWhoseAddressIsLikeTheNameOfSomebodyWhoLeft() {
        String name = Person.newName();
        AtlasPerson ada = new AtlasPerson(http, mailbox, name + "@example.com");
        for (String domain : new String[] {"@example.com", "@example.org"}) {
            String answer = ada.post("/api/auth/signup", Map.of("email", name + domain, "password", PASSWORD))
                    .expectStatus()
                    .isCreated()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            ada.call(HttpMethod.DELETE, "/atlas/auth/user", JsonPath.read(answer, "$.token"), Map.of())
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void signsOutWithTheAccessTokenAlone() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);
        Map<String, String> tokens = ada.tokens();

        ada.call(HttpMethod.POST, "/atlas/auth/sign-out", tokens.get("accessToken"), Map.of())
                .expectStatus()
                .isOk();

        reissue(tokens.get("refreshToken")).expectStatus().isUnauthorized();
    }

    @Test
    void reissuesAccessTokensForARefreshTokenThatStaysGoodForFourteenDays() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);
        Map<String, String> tokens = ada.tokens();

        for (int i = 0; i < 2; i++) {
            Map<String, String> answer = reissue(tokens.get("refreshToken"))
                    .expectStatus()
                    .isOk()
                    .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                    .returnResult()
                    .getResponseBody();
            assertThat(answer).containsOnlyKeys("accessToken");
            assertThat(AtlasPerson.claims(answer.get("accessToken")).getClaim("sid"))
                    .isEqualTo(AtlasPerson.claims(tokens.get("accessToken")).getClaim("sid"));
            clock.forward(Duration.ofDays(6));
        }
        clock.forward(Duration.ofDays(3));

        reissue(tokens.get("refreshToken")).expectStatus().isUnauthorized();
    }

    @Test
    void endsTheSessionWhenASpentRefreshTokenComesBack() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);
        String first = ada.tokens().get("refreshToken");
        String second = (String) ada.post("/user/auth/refresh", Map.of("refresh_token", first))
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("refresh_token");

        reissue(first).expectStatus().isUnauthorized();
        reissue(second).expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mr_unknown", "mr_", "abc"})
    void reissuesNothingForAnythingElse(String token) {
        reissue(token).expectStatus().isUnauthorized();
    }

    @Test
    void showsOneself() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);

        http.get()
                .uri("/atlas/me")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        AtlasPerson.bearer(ada.tokens().get("accessToken")))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .isEqualTo(Map.of("nickname", "Ada L.", "email", ada.email()));
        http.get().uri("/atlas/me").exchange().expectStatus().isUnauthorized();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "POST"})
    void changesThePasswordAndEndsEverySession(String method) {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);
        Map<String, String> tokens = ada.tokens();
        HttpMethod by = HttpMethod.valueOf(method);

        ada.call(by, "/atlas/auth/password", tokens.get("accessToken"), Map.of("password", "short"))
                .expectStatus()
                .isBadRequest();
        ada.call(by, "/atlas/auth/password", tokens.get("accessToken"), Map.of("password", "Another-horse-8"))
                .expectStatus()
                .isOk();

        reissue(tokens.get("refreshToken")).expectStatus().isUnauthorized();
        ada.signIn(PASSWORD).expectStatus().isUnauthorized();
        ada.signIn("Another-horse-8").expectStatus().isCreated();
        mailbox.await1(ada.email(), "Your password was changed");
    }

    @Test
    void mailsATemporaryPasswordThatWorksOnceBesideTheOldOne() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);

        ada.post("/atlas/auth/reset-password", Map.of("email", ada.email()))
                .expectStatus()
                .isCreated();

        String password = temporaryPassword(ada);
        ada.signIn(password).expectStatus().isCreated();
        ada.signIn(password).expectStatus().isUnauthorized();
        ada.signIn(PASSWORD).expectStatus().isCreated();
    }

    @Test
    void takesATemporaryPasswordWhileOthersGuessAndCountsItAsNoGuess() {
        AtlasPerson ada = AtlasPerson.arrive(http, mailbox);
        clock.stand();
        for (int i = 0; i < 10; i++) {
            ada.signIn("Wrong-horse-" + i).expectStatus().isUnauthorized();
        }
        ada.signIn(PASSWORD).expectStatus().isEqualTo(429);

        ada.post("/atlas/auth/reset-password", Map.of("email", ada.email()))
                .expectStatus()
                .isCreated();
        ada.signIn(temporaryPassword(ada)).expectStatus().isCreated();
    }

    @Test
    void saysThatThereIsNoMemberWithAnAddress() {
        for (String path : new String[] {"/atlas/auth/reset-password", "/atlas/auth/confirmation-emails/resend"}) {
            for (String email : new String[] {"nobody@example.com", "no address"}) {
                http.post()
                        .uri(path)
                        .bodyValue(Map.of("email", email))
                        .exchange()
                        .expectStatus()
                        .isNotFound();
            }
        }
    }

    @Test
    void resendsTheConfirmation() {
        AtlasPerson ada = AtlasPerson.signUp(http, mailbox);

        ada.post("/atlas/auth/confirmation-emails/resend", Map.of("email", ada.email()))
                .expectStatus()
                .isCreated();

        mailbox.awaitNth(ada.email(), AtlasPerson.CONFIRM, 2);
    }

    @Test
    void tellsItsVersion() {
        http.get()
                .uri("/atlas/version")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(version -> assertThat(version).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                | text/plain
            text/plain                         | text/plain
            text/plain, application/json;q=0.9 | text/plain
            application/json                   | application/json
            application/json, */*;q=0.5        | application/json
            application/json, text/plain, */*  | application/json
            """)
    void tellsItsVersionAsTextOrAsJson(String accept, String type) {
        http.get()
                .uri("/atlas/version")
                .header(HttpHeaders.ACCEPT, accept)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody(String.class)
                .value(version -> assertThat(version).matches(type.endsWith("json") ? "\"[^\"]+\"" : "[^\"]+"));
    }

    private String temporaryPassword(AtlasPerson person) {
        return Mailbox.text(mailbox.await1(person.email(), "Your temporary password"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("Aa1!"))
                .findFirst()
                .orElseThrow();
    }

    private WebTestClient.ResponseSpec reissue(String refreshToken) {
        return http.post()
                .uri("/atlas/refresh/accessToken")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + refreshToken)
                .exchange();
    }
}
