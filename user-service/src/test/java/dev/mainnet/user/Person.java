package dev.mainnet.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.TestIdentity;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Somebody with an account, signed in once. */
public record Person(UUID accountId, String username, UUID sessionId, String accessToken, String refreshToken) {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    public static String newName() {
        return "person" + COUNTER.incrementAndGet();
    }

    /** Signs up and in as somebody new. */
    public static Person arrive(WebTestClient http) {
        String name = newName();
        signUp(http, name, name + "@example.com").expectStatus().isOk();
        return logIn(http, name);
    }

    /** As if he had opened the link in the mail. */
    public Person confirm(DatabaseClient database) {
        database.sql("UPDATE account SET email_verified = true WHERE id = $1")
                .bind(0, accountId)
                .then()
                .block();
        return this;
    }

    public static WebTestClient.ResponseSpec signUp(WebTestClient http, String username, String email) {
        return http.post()
                .uri("/user/auth/signup")
                .bodyValue(Map.of("username", username, "email", email, "password", PASSWORD))
                .exchange();
    }

    public static Person logIn(WebTestClient http, String username) {
        Map<String, Object> answer = http.post()
                .uri("/user/auth/login")
                .bodyValue(Map.of("username", username, "password", PASSWORD))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(answer).isNotNull();
        return of((String) answer.get("access_token"), (String) answer.get("refresh_token"));
    }

    public static Person of(String accessToken, String refreshToken) {
        try {
            JWTClaimsSet claims = SignedJWT.parse(accessToken).getJWTClaimsSet();
            return new Person(
                    UUID.fromString(claims.getSubject()),
                    claims.getStringClaim("preferred_username"),
                    UUID.fromString(claims.getStringClaim("sid")),
                    accessToken,
                    refreshToken);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The identity that a gateway forwards for an access token of this person, of any session. */
    public String bearer() {
        return identity("account models invoke jobs billing").bearer();
    }

    /** The same, of the session that this person signed in to. */
    public String sessionBearer() {
        var claims = identity("account models invoke jobs billing").claims().claim("sid", sessionId.toString());
        return "Bearer " + TestIdentity.sign(claims.build());
    }

    /** The identity that a gateway forwards for a key of this person. */
    public String keyBearer(String scopes) {
        return identity(scopes).keyBearer(UUID.randomUUID());
    }

    private TestIdentity identity(String scopes) {
        return new TestIdentity(accountId, username, List.of("client"), scopes);
    }
}
