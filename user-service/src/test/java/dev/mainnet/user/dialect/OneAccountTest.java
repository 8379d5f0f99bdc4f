package dev.mainnet.user.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Person;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One account works in all dialects, whichever it was opened in. */
@ServiceTest
class OneAccountTest {

    @Autowired
    WebTestClient http;

    @Test
    void signsUpAndInAsDocumentTwoSays() {
        String email = Person.newName() + "@example.com";
        Map<String, Object> answer =
                post("/api/auth/signup", 201, Map.of("email", email, "password", Person.PASSWORD, "plan", "x"));

        assertThat(answer).containsOnlyKeys("token", "user");
        Map<?, ?> user = (Map<?, ?>) answer.get("user");
        assertThat(user.get("email")).isEqualTo(email);
        assertThat(claims(answer.get("token")).getSubject()).isEqualTo(user.get("id"));
        Map<String, Object> login = post("/api/auth/login", 200, Map.of("email", email, "password", Person.PASSWORD));
        assertThat(login.get("user")).isEqualTo(user);
        assertThat(post("/api/auth/login", 401, Map.of("email", email, "password", "wrong password")))
                .containsEntry("error", "unauthorized");
        post("/api/auth/signup", 409, Map.of("email", email, "password", Person.PASSWORD));
        post("/api/auth/signup", 400, Map.of("email", "none", "password", Person.PASSWORD));

        assertThat(lifetime(post("/kraken/auth/sign-in", 200, Map.of("id", email, "password", Person.PASSWORD))
                        .get("accessToken")
                        .toString()
                        .replace("Bearer ", "")))
                .isEqualTo(Duration.ofHours(24));
        post("/auth/login", 200, Map.of("username", email, "password", Person.PASSWORD));
        post("/user/auth/login", 200, Map.of("email", email, "password", Person.PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth", "/api/v1/auth"})
    void registersLogsInAndRefreshesAsDocumentFourSays(String root) {
        String name = Person.newName();
        Map<String, Object> user = post(
                root + "/register",
                201,
                Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "password",
                        Person.PASSWORD,
                        "full_name",
                        "Ada Lovelace",
                        "newsletter",
                        true));
        assertThat(user)
                .containsOnlyKeys("id", "username", "email", "full_name", "created_at")
                .containsEntry("username", name)
                .containsEntry("full_name", "Ada Lovelace");

        Map<String, Object> login = post(root + "/login", 200, Map.of("username", name, "password", Person.PASSWORD));
        assertThat(login)
                .containsOnlyKeys("access_token", "refresh_token", "token_type", "expires_in")
                .containsEntry("token_type", "bearer")
                .containsEntry("expires_in", 1800);
        for (int i = 0; i < 2; i++) {
            Map<String, Object> refreshed =
                    post(root + "/refresh", 200, Map.of("refresh_token", login.get("refresh_token")));
            assertThat(refreshed)
                    .containsOnlyKeys("access_token", "token_type", "expires_in")
                    .containsEntry("expires_in", 1800);
            assertThat(claims(refreshed.get("access_token")).getSubject()).isEqualTo(user.get("id"));
        }
        post(root + "/refresh", 401, Map.of("refresh_token", "mr_unknown"));
        post(root + "/login", 401, Map.of("username", name, "password", "wrong password"));
        post(
                root + "/register",
                409,
                Map.of("username", name, "email", "x" + name + "@example.com", "password", Person.PASSWORD));
    }

    private Map<String, Object> post(String path, int status, Map<String, ?> body) {
        return http.post()
                .uri(path)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
    }

    private static Duration lifetime(Object token) {
        JWTClaimsSet claims = claims(token);
        return Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
    }

    private static JWTClaimsSet claims(Object token) {
        try {
            return SignedJWT.parse((String) token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
