package dev.mainnet.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whatever is sent to any call with a body, the answer is a documented one. */
@ServiceTest
class BadInputTest {

    private static final TestIdentity VISITOR = TestIdentity.user("visitor");

    @Autowired
    WebTestClient http;

    @LocalServerPort
    int port;

    /**
     * A call that takes a body.
     *
     * @param good a body that it takes, beginning with a member that it knows
     */
    record Call(HttpMethod method, String path, String good) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A body that no call takes, or another content type, and what it is answered with. */
    record Attack(String name, MediaType type, byte[] body, int status) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call(
                        HttpMethod.POST,
                        "/user/auth/signup",
                        "{\"username\": \"adada\", \"password\": \"zq7!kvv2kk\", \"email\": \"adada@example.com\"}"),
                new Call(
                        HttpMethod.POST, "/user/auth/login", "{\"username\": \"adada\", \"password\": \"zq7!kvv2kk\"}"),
                new Call(HttpMethod.POST, "/user/auth/refresh", "{\"refresh_token\": \"mr_x\"}"),
                new Call(HttpMethod.POST, "/user/auth/logout", "{\"refresh_token\": \"mr_x\"}"),
                new Call(HttpMethod.PATCH, "/user/me", "{\"fullname\": \"Ada\"}"),
                new Call(
                        HttpMethod.PATCH,
                        "/user/me/password",
                        "{\"current_password\": \"zq7!kvv2kk\", \"new_password\": \"zq7!kvv2kk\"}"),
                new Call(HttpMethod.POST, "/user/keys", "{\"name\": \"ci\"}"),
                new Call(
                        HttpMethod.POST, "/user/keys/" + UUID.randomUUID() + "/rotation", "{\"overlap_seconds\": 60}"));
    }

    static Stream<Attack> attacks(String good) {
        String twice = good.replaceFirst(
                "\\{", good.substring(0, good.contains(",") ? good.indexOf(',') : good.indexOf('}')) + ", ");
        return Stream.of(
                json("a member twice", twice),
                json("an unknown member", good.replaceFirst("\\{", "{\"__proto__\": {}, ")),
                json("two bodies", good + " " + good),
                json("cut off", good.substring(0, good.length() - 1)),
                json("a list", "[" + good + "]"),
                json("a text", "\"" + "x".repeat(100) + "\""),
                json("a number", "1" + "0".repeat(5_000)),
                json("an exponent", "{\"username\": 1e999999999}"),
                json("no number", "{\"username\": NaN}"),
                json("a remark", "/* hello */" + good),
                json("apostrophes", good.replace('"', '\'')),
                json("deep lists", "{\"username\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                json("deep objects", "{\"username\": " + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000) + "}"),
                json("a long name", "{\"" + "x".repeat(100_000) + "\": 1}"),
                json(
                        "a raw control character",
                        good.replace("\": \"", "\": \"\u0001").replace("\": 60", "\": \u00016")),
                new Attack(
                        "no UTF-8",
                        MediaType.APPLICATION_JSON,
                        (good.substring(0, 2) + "\u00ff" + good.substring(2)).getBytes(StandardCharsets.ISO_8859_1),
                        400),
                new Attack("a megabyte", MediaType.APPLICATION_JSON, bytes(" ".repeat(1_100_000) + good), 413),
                new Attack("a form", MediaType.APPLICATION_FORM_URLENCODED, bytes("username=ada&password=x"), 415),
                new Attack("XML", MediaType.APPLICATION_XML, bytes("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), 415),
                new Attack("plain text", MediaType.TEXT_PLAIN, bytes(good), 415));
    }

    static Stream<Arguments> everyAttackOnEveryCall() {
        return calls().flatMap(call -> attacks(call.good()).map(attack -> Arguments.of(call, attack)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyAttackOnEveryCall")
    void answersAsDocumented(Call call, Attack attack) {
        assertRefused(
                http.method(call.method())
                        .uri(call.path())
                        .headers(headers -> identify(call, headers))
                        .contentType(attack.type())
                        .bodyValue(attack.body())
                        .exchange(),
                attack.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0430dam", // Cyrillic
                "\uff41\uff44\uff41\uff4d", // full width
                "ad\u0430m",
                "adam\u200b",
                "adam\u00ad",
                "\u202eadam",
                "ada\u0301m",
                "a\u0000dam",
                "adam\r\nX-Role: admin",
                " adam",
                "adam ",
                "ad am",
                "' OR 1=1 --",
                "adam;DROP TABLE account",
                "<script>",
                "../adam",
                "adam\ud83d\ude00",
                "adam@example.com",
                "abcdefghijklmnopqrstuvwxyz0123456",
                ""
            })
    void takesNoUsernameThatLooksLikeAnotherOrIsCode(String name) {
        assertRefused(signUp(Map.of("username", name, "email", "x@example.com", "password", Person.PASSWORD)), 400)
                .jsonPath("$.details[0].field")
                .isEqualTo("username");
        assertRefused(logIn(name), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@\u0435xample.com",
                "\u0430@example.com",
                "a@example\u3002com",
                "a@example.com\u0000",
                "a@example.com\r\nBcc: eve@example.com",
                "a\nTo: eve@example.com@example.com",
                "a@example.com, eve@example.com",
                "a@example.com;eve@example.com",
                "<a@example.com>",
                "Ada <a@example.com>",
                "\"a b\"@example.com",
                "a@[127.0.0.1]",
                "a@localhost",
                "a@@example.com",
                "a@b@example.com",
                "a..b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a@-example.com",
                "a@example..com",
                " a@example.com",
                "' OR '1'='1@example.com",
                "a@example.c",
                "@example.com",
                ""
            })
    void takesNoAddressThatMailCouldMisread(String email) {
        assertRefused(signUp(Map.of("username", Person.newName(), "email", email, "password", Person.PASSWORD)), 400)
                .jsonPath("$.details[0].field")
                .isEqualTo("email");
    }

    @Test
    void takesNoAddressThatIsTooLong() {
        for (String email : List.of("x".repeat(65) + "@example.com", "x@" + "abcdefghi.".repeat(25) + "com")) {
            assertRefused(signUp(Map.of("username", "adada", "email", email, "password", Person.PASSWORD)), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202Egnp.exe",
                "\u2066a\u2069",
                "a\u0000",
                "\u001b[31m",
                "\ufeffa",
                "\u0085",
                "a\u0007",
                "a\u200bb",
                "a\u200e",
                "\u200fa",
                "a\u061cb",
                "a\u2060b",
                "a\u2063b",
                "a\u00adb",
                "a\ufff9b",
                "a\udb40\udc61"
            })
    void takesNoTextThatTurnsOrHidesWhatStandsAroundIt(String text) {
        for (String field : List.of("fullname", "bio")) {
            assertRefused(
                            signUp(Map.of(
                                    "username",
                                    "adada",
                                    "email",
                                    "adada@example.com",
                                    "password",
                                    Person.PASSWORD,
                                    field,
                                    text)),
                            400)
                    .jsonPath("$.details[0].field")
                    .isEqualTo(field);
        }
    }

    @Test
    void keepsTextsOfAnyLanguageInOneForm() {
        Person zoe = Person.arrive(http);

        http.patch()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, zoe.bearer())
                .bodyValue(Map.of("fullname", "Zoe\u0308 \u05d0\u05d1 \u5f20 \ud83d\udc69\u200d\ud83d\udd2c"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.fullname")
                .isEqualTo("Zo\u00eb \u05d0\u05d1 \u5f20 \ud83d\udc69\u200d\ud83d\udd2c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/user/keys?page=0",
                "/user/keys?page=-1",
                "/user/keys?page=99999999999999999999",
                "/user/keys?limit=101",
                "/user/keys?limit=x",
                "/user/keys?sort_by=name;DROP TABLE api_key",
                "/user/keys?sort_by=sha256",
                "/user/keys?order=sideways",
                "/user/keys/x",
                "/user/keys/%00",
                "/user/keys/1 OR 1=1",
                "/user/sessions?sort_by=(SELECT 1)"
            })
    void refusesQueriesAndIdsThatAreNone(String path) {
        assertRefused(
                http.get()
                        .uri(address(path))
                        .header(HttpHeaders.AUTHORIZATION, Person.arrive(http).bearer())
                        .exchange(),
                400);
    }

    @Test
    void knowsWhatIsNotOffered() {
        assertRefused(http.put().uri("/user/auth/login").exchange(), 401, 405);
        assertRefused(
                http.put()
                        .uri("/user/me")
                        .header(HttpHeaders.AUTHORIZATION, Person.arrive(http).bearer())
                        .exchange(),
                405);
        assertRefused(
                http.get()
                        .uri("/user/nothing")
                        .header(HttpHeaders.AUTHORIZATION, Person.arrive(http).bearer())
                        .exchange(),
                404);
    }

    /** Encoded already, so that the client encodes no sign of it again. */
    private URI address(String path) {
        return URI.create("http://localhost:" + port
                + path.replace(" ", "%20").replace("(", "%28").replace(")", "%29"));
    }

    private void identify(Call call, HttpHeaders headers) {
        if (!call.path().startsWith("/user/auth")) {
            headers.set(HttpHeaders.AUTHORIZATION, VISITOR.bearer());
        }
    }

    private WebTestClient.ResponseSpec signUp(Map<String, String> body) {
        return http.post().uri("/user/auth/signup").bodyValue(body).exchange();
    }

    private WebTestClient.ResponseSpec logIn(String name) {
        return http.post()
                .uri("/user/auth/login")
                .bodyValue(Map.of("username", name, "password", Person.PASSWORD))
                .exchange();
    }

    private static WebTestClient.BodyContentSpec assertRefused(WebTestClient.ResponseSpec answer, Integer... statuses) {
        return answer.expectStatus()
                .value((Integer status) -> assertThat(status).isIn((Object[]) statuses))
                .expectBody()
                .jsonPath("$.error")
                .isNotEmpty()
                .jsonPath("$.message")
                .isNotEmpty()
                .jsonPath("$.request_id")
                .isNotEmpty();
    }

    private static Attack json(String name, String body) {
        return new Attack(name, MediaType.APPLICATION_JSON, bytes(body), 400);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
