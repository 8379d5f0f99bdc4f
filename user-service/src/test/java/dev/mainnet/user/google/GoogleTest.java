package dev.mainnet.user.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.GoogleTokens;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Mailbox;
import dev.mainnet.user.Person;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class GoogleTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    DatabaseClient database;

    @Autowired
    SpentTokens spentTokens;

    private final String subject = UUID.randomUUID().toString();
    private final String email = Person.newName() + "@example.com";

    @Test
    void opensAnAccountAtTheFirstTimeAndFindsItAgainByTheSubject() {
        Person first = nativeSignIn(GoogleTokens.claims(subject, email, clock.instant()));
        Person again = nativeSignIn(
                GoogleTokens.claims(subject, "new-" + email, clock.instant()).issuer("accounts.google.com"));

        assertThat(again.accountId()).isEqualTo(first.accountId());
        assertThat(first.username()).startsWith("Ada-Lovelace");
        Map<String, Object> me = http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, first.bearer())
                .exchange()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        assertThat(me).containsEntry("email", email).containsEntry("email_verified", true);
        assertThat(mailbox.to(email, "Confirm your e-mail address")).isEmpty();
    }

    @Test
    void answersAtlasAsItsDocumentSays() {
        atlas(FakeGoogle.sign(GoogleTokens.claims(subject, email, clock.instant())))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.accessToken")
                .isNotEmpty()
                .jsonPath("$.refreshToken")
                .isNotEmpty();

        http.post()
                .uri("/atlas/auth/sign-in")
                .bodyValue(Map.of("id", email, "password", "Correct-horse-7"))
                .exchange()
                .expectStatus()
                .isEqualTo(409);
        http.post()
                .uri("/user/auth/login")
                .bodyValue(Map.of("email", email, "password", "Correct-horse-7"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void givesNobodyAnAccountByItsAddress() {
        String name = Person.newName();
        Person.signUp(http, name, name + "@example.com").expectStatus().isOk();

        atlas(FakeGoogle.sign(GoogleTokens.claims(subject, name + "@example.com", clock.instant())))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void opensAnotherAccountForWhoeverLeftAndComesBack() {
        String name = Person.newName();
        Person first = nativeSignIn(claims().claim("name", name));
        http.delete()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, first.bearer())
                .exchange()
                .expectStatus()
                .isNoContent();

        Person second = nativeSignIn(claims().claim("name", name));

        assertThat(second.accountId()).isNotEqualTo(first.accountId());
        assertThat(second.username()).startsWith(name + "-");
    }

    @Test
    void linksAnAccountForWhoeverKnowsItsPassword() {
        Person ada = Person.arrive(http).confirm(database);

        link(ada, FakeGoogle.sign(claims()), "not my password").expectStatus().isUnauthorized();
        link(ada, FakeGoogle.sign(claims()), Person.PASSWORD).expectStatus().isNoContent();
        link(ada, FakeGoogle.sign(claims()), Person.PASSWORD).expectStatus().isEqualTo(409);

        assertThat(nativeSignIn(claims()).accountId()).isEqualTo(ada.accountId());
        Person.logIn(http, ada.username());
    }

    @Test
    void linksAnUnconfirmedAccountToAPersonOfItsAddressAlone() {
        Person ada = Person.arrive(http);

        link(ada, FakeGoogle.sign(claims()), Person.PASSWORD).expectStatus().isForbidden();
        link(
                        ada,
                        FakeGoogle.sign(GoogleTokens.claims(
                                subject, ada.username().toUpperCase(Locale.ROOT) + "@example.com", clock.instant())),
                        Person.PASSWORD)
                .expectStatus()
                .isNoContent();
    }

    @Test
    void refusesWhatGoogleDidNotSayToUs() throws JOSEException {
        refused(FakeGoogle.sign(claims().issuer("https://accounts.example.com")));
        refused(FakeGoogle.sign(claims().audience("another-client")));
        refused(FakeGoogle.sign(
                claims().expirationTime(Date.from(clock.instant().minusSeconds(60)))));
        refused(FakeGoogle.sign(claims().expirationTime(null)));
        refused(FakeGoogle.sign(claims().claim("email_verified", false)));
        refused(FakeGoogle.sign(claims().claim("email_verified", null)));
        refused(FakeGoogle.sign(claims().claim("email", "no address")));
        refused(FakeGoogle.sign(claims().subject(null)));
        refused(GoogleTokens.sign(claims(), GoogleTokens.newKey("google-1")));
        refused(GoogleTokens.sign(claims(), GoogleTokens.newKey("unknown")));
        refused(new PlainJWT(claims().build()).serialize());
        refused("x".repeat(10_000));
        SignedJWT byPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(FakeGoogle.KEY.getKeyID())
                        .build(),
                claims().build());
        byPublicKey.sign(new MACSigner(FakeGoogle.KEY.toRSAPublicKey().getEncoded()));
        refused(byPublicKey.serialize());
    }

    @Test
    void takesANonceWhereTheClientGaveOne() {
        String token = FakeGoogle.sign(claims().claim("nonce", "n-1"));

        signIn(Map.of("id_token", token, "nonce", "n-2")).expectStatus().isUnauthorized();
        signIn(Map.of("id_token", token)).expectStatus().isUnauthorized();
        signIn(Map.of("id_token", token, "nonce", "n-1")).expectStatus().isOk();
    }

    @Test
    void demandsTheNonceOfATokenThatLinksToo() {
        Person ada = Person.arrive(http).confirm(database);
        String token = FakeGoogle.sign(claims().claim("nonce", "n-1"));

        link(ada, token, Person.PASSWORD).expectStatus().isUnauthorized();
        http.post()
                .uri("/user/me/google")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .bodyValue(Map.of("id_token", token, "password", Person.PASSWORD, "nonce", "n-1"))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void takesATokenOnce() {
        String token = FakeGoogle.sign(claims());
        signIn(Map.of("id_token", token)).expectStatus().isOk();

        signIn(Map.of("id_token", token)).expectStatus().isUnauthorized();
        // The same token in other characters: what is not of base 64 is passed over by who reads it.
        signIn(Map.of("id_token", token + "=")).expectStatus().isUnauthorized();
        atlas(token).expectStatus().isUnauthorized();
    }

    @Test
    void forgetsATokenThatHasExpired() {
        String token = FakeGoogle.sign(claims());
        signIn(Map.of("id_token", token)).expectStatus().isOk();
        long kept = spentTokens.deleteExpired(clock.instant()).block();

        clock.forward(Duration.ofHours(2));

        assertThat(kept).isZero();
        assertThat(spentTokens.deleteExpired(clock.instant()).block()).isPositive();
        signIn(Map.of("id_token", token)).expectStatus().isUnauthorized();
    }

    @Test
    void takesATokenWithANonceByTheDocumentThatKnowsNone() {
        String token = FakeGoogle.sign(claims().claim("nonce", "n-1"));

        atlas(token).expectStatus().isCreated();
        atlas(token).expectStatus().isCreated();
    }

    @Test
    void asksGoogleForItsKeysOnceHoweverManyStrangersKeysAreNamed() {
        nativeSignIn(claims());
        int before = FakeGoogle.FETCHES.get();

        for (int i = 0; i < 5; i++) {
            refused(GoogleTokens.sign(claims(), GoogleTokens.newKey("unknown-" + i)));
        }

        assertThat(FakeGoogle.FETCHES.get() - before).isLessThanOrEqualTo(1);
    }

    private JWTClaimsSet.Builder claims() {
        return GoogleTokens.claims(subject, email, clock.instant());
    }

    private void refused(String token) {
        atlas(token).expectStatus().isUnauthorized();
    }

    private WebTestClient.ResponseSpec signIn(Map<String, String> body) {
        return http.post().uri("/user/auth/google").bodyValue(body).exchange();
    }

    private Person nativeSignIn(JWTClaimsSet.Builder claims) {
        Map<String, Object> answer = signIn(Map.of("id_token", FakeGoogle.sign(claims)))
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        return Person.of((String) answer.get("access_token"), (String) answer.get("refresh_token"));
    }

    private WebTestClient.ResponseSpec atlas(String token) {
        return http.post()
                .uri("/atlas/auth/google")
                .bodyValue(Map.of("idToken", token))
                .exchange();
    }

    private WebTestClient.ResponseSpec link(Person person, String token, String password) {
        return http.post()
                .uri("/user/me/google")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(Map.of("id_token", token, "password", password))
                .exchange();
    }
}
