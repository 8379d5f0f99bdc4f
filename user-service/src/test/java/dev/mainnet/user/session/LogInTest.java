package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class LogInTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Test
    void answersOneTokenUnderTwoNames() {
        String name = Person.arrive(http).username();

        logIn("{\"username\": \"" + name + "\", \"password\": \"" + Person.PASSWORD + "\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.token_type")
                .isEqualTo("bearer")
                .jsonPath("$.expires_in")
                .isEqualTo(1800)
                .jsonPath("$.refresh_token")
                .isNotEmpty()
                .jsonPath("$")
                .value((Map<String, Object> body) ->
                        assertThat(body.get("token")).isEqualTo(body.get("access_token")));
    }

    @Test
    void takesTheNameInAnyCaseAndTheAddress() {
        String name = Person.arrive(http).username();

        for (String login : List.of(
                "\"username\": \"" + name.toUpperCase(Locale.ROOT) + "\"",
                "\"email\": \"" + name + "@example.com\"",
                "\"email\": \"" + name + "@EXAMPLE.COM\"")) {
            logIn("{" + login + ", \"password\": \"" + Person.PASSWORD + "\"}")
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void signsWhatAGatewayNeedsToKnow() throws Exception {
        Person ada = Person.arrive(http);
        SignedJWT token = SignedJWT.parse(ada.accessToken());

        JWKSet published = JWKSet.parse(http.get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        var key = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        JWSVerifier verifier = new ECDSAVerifier(key);
        assertThat(token.verify(verifier)).isTrue();
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        assertThat(token.getHeader().getAlgorithm()).hasToString("ES256");
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:4000");
        assertThat(claims.getAudience()).containsExactly("mainnet");
        assertThat(claims.getStringListClaim("roles")).containsExactly("client");
        assertThat(claims.getStringClaim("scope")).isEqualTo("account models invoke jobs billing");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(ada.username());
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void saysTheSameOfAWrongPasswordAndAnUnknownAccount() {
        String name = Person.arrive(http).username();

        String wrong = message("{\"username\": \"" + name + "\", \"password\": \"not my password\"}");
        assertThat(message("{\"username\": \"nobody-at-all\", \"password\": \"" + Person.PASSWORD + "\"}"))
                .isEqualTo(wrong);
        assertThat(message("{\"email\": \"nobody@example.com\", \"password\": \"" + Person.PASSWORD + "\"}"))
                .isEqualTo(wrong);
        assertThat(message("{\"username\": \"no\\u0000body\", \"password\": \"x\"}"))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"username\": \"ada\"}",
                "{\"password\": \"correct horse battery\"}",
                "{\"username\": \"ada\", \"email\": \"ada@example.com\", \"password\": \"correct horse battery\"}",
                "{\"username\": 7, \"password\": \"correct horse battery\"}",
                "{\"username\": \"ada\", \"password\": 12345678}",
                "{\"username\": \"ada\", \"password\": \"x\", \"admin\": true}",
            })
    void refusesWhatIsNoLogin(String body) {
        logIn(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error");
    }

    @Test
    void hashesNoPasswordOfAnyLength() {
        logIn("{\"username\": \"ada\", \"password\": \"" + "x".repeat(129) + "\"}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void keepsOnlyHashesAndLogsNothing(CapturedOutput output) {
        Person ada = Person.arrive(http);

        assertThat(everythingStored()).doesNotContain(ada.refreshToken(), ada.accessToken(), Person.PASSWORD);
        assertThat(output.getAll()).doesNotContain(ada.refreshToken(), ada.accessToken(), Person.PASSWORD);
    }

    private String everythingStored() {
        return database.sql("""
                        SELECT string_agg(row, ' ') FROM (
                            SELECT account::text AS row FROM account UNION ALL SELECT session::text FROM session
                            UNION ALL SELECT refresh_token::text || encode(sha256, 'escape') FROM refresh_token) AS rows
                        """).map(row -> row.get(0, String.class)).one().block();
    }

    private String message(String body) {
        return logIn(body)
                .expectStatus()
                .isUnauthorized()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    private WebTestClient.ResponseSpec logIn(String body) {
        return http.post()
                .uri("/user/auth/login")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
