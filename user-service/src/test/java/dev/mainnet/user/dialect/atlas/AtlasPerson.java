package dev.mainnet.user.dialect.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Somebody who knows the platform by document 5 alone. */
record AtlasPerson(WebTestClient http, Mailbox mailbox, String email) {

    static final String PASSWORD = "Correct-horse-7";
    static final String CONFIRM = "Confirm your e-mail address";

    static AtlasPerson signUp(WebTestClient http, Mailbox mailbox) {
        AtlasPerson person = new AtlasPerson(http, mailbox, Person.newName() + "@example.com");
        person.post("/atlas/auth/sign-up", Map.of("email", person.email, "password", PASSWORD, "nickname", "Ada L."))
                .expectStatus()
                .isCreated()
                .expectBody()
                .isEmpty();
        return person;
    }

    /** Signs up and opens the link in the mail. */
    static AtlasPerson arrive(WebTestClient http, Mailbox mailbox) {
        AtlasPerson person = signUp(http, mailbox);
        person.get(person.link()).expectStatus().isOk().expectBody().isEmpty();
        return person;
    }

    /** The path and query of the link in the first mail, decoded. */
    String link() {
        return link(1);
    }

    /** As {@link #link()}, in a later mail to the address. */
    String link(int mail) {
        String text = Mailbox.text(mailbox.awaitNth(email, CONFIRM, mail));
        int begin = text.indexOf("/atlas/auth/confirm-email");
        return URLDecoder.decode(text.substring(begin).lines().findFirst().orElseThrow(), StandardCharsets.UTF_8);
    }

    WebTestClient.ResponseSpec signIn(String password) {
        return post("/atlas/auth/sign-in", Map.of("id", email, "password", password));
    }

    Map<String, String> tokens() {
        Map<String, String> tokens = signIn(PASSWORD)
                .expectStatus()
                .isCreated()
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(tokens).containsOnlyKeys("accessToken", "refreshToken");
        return tokens;
    }

    /** The identity that a gateway forwards for an access token. */
    static String bearer(String accessToken) {
        JWTClaimsSet claims = claims(accessToken);
        TestIdentity person = new TestIdentity(
                UUID.fromString(claims.getSubject()),
                String.valueOf(claims.getClaim("preferred_username")),
                List.of("client"),
                String.valueOf(claims.getClaim("scope")));
        return "Bearer "
                + TestIdentity.sign(
                        person.claims().claim("sid", claims.getClaim("sid")).build());
    }

    static JWTClaimsSet claims(String accessToken) {
        try {
            return SignedJWT.parse(accessToken).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    WebTestClient.ResponseSpec post(String path, Object body) {
        return http.post().uri(path).bodyValue(body).exchange();
    }

    WebTestClient.ResponseSpec get(String pathAndQuery) {
        return http.get().uri(pathAndQuery).exchange();
    }

    WebTestClient.ResponseSpec call(HttpMethod method, String path, String accessToken, Object body) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer(accessToken))
                .bodyValue(body)
                .exchange();
    }
}
