package dev.mainnet.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Person;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class OwnAccountTest {

    @Autowired
    WebTestClient http;

    @Test
    void showsTheAccountAndNothingOfItsPassword() {
        Person ada = Person.arrive(http);

        show(ada.bearer())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(ada.accountId().toString())
                .jsonPath("$.username")
                .isEqualTo(ada.username())
                .jsonPath("$.email")
                .isEqualTo(ada.username() + "@example.com")
                .jsonPath("$.email_verified")
                .isEqualTo(false)
                .jsonPath("$.roles[0]")
                .isEqualTo("client")
                .jsonPath("$.created_at")
                .exists()
                .jsonPath("$.password")
                .doesNotExist()
                .jsonPath("$.password_hash")
                .doesNotExist();
    }

    @Test
    void changesOnlyWhatIsGiven() {
        Person ada = Person.arrive(http);
        change(ada, "{\"fullname\": \"Ada\", \"bio\": \"one\\ntwo\"}")
                .expectStatus()
                .isOk();

        change(ada, "{\"bio\": \"\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.fullname")
                .isEqualTo("Ada")
                .jsonPath("$.bio")
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"fullname\": 1}",
                "{\"fullname\": [\"a\"]}",
                "{\"fullname\": \"a\\u0000b\"}",
                "{\"fullname\": \"two\\nlines\"}",
                "{\"fullname\": \" \\u200d\\ufe0f\"}",
                "{\"fullname\": \"\\u3164\\u2800\"}",
                "{\"bio\": \"half \\ud83d\"}",
                "{\"email\": \"eve@example.com\"}",
                "{\"roles\": [\"admin\"]}",
                "{\"fullname\": \"a\"",
            })
    void refusesAnyOtherChange(String body) {
        change(Person.arrive(http), body).expectStatus().isBadRequest();
    }

    @Test
    void refusesTextsThatAreTooLong() {
        Person ada = Person.arrive(http);

        change(ada, "{\"fullname\": \"" + "x".repeat(101) + "\"}")
                .expectStatus()
                .isBadRequest();
        change(ada, "{\"bio\": \"" + "x".repeat(1001) + "\"}").expectStatus().isBadRequest();
        change(ada, "{\"bio\": \"" + "x".repeat(1000) + "\"}").expectStatus().isOk();
    }

    @Test
    void wantsAnIdentityThatMaySeeTheAccount() {
        Person ada = Person.arrive(http);

        http.get().uri("/user/me").exchange().expectStatus().isUnauthorized();
        show("Bearer " + ada.accessToken()).expectStatus().isUnauthorized();
        show(ada.keyBearer("invoke models jobs billing")).expectStatus().isForbidden();
    }

    @Test
    void knowsNoAccountOfAStranger() {
        show(TestIdentity.user("nobody").bearer()).expectStatus().isNotFound();
    }

    @Test
    void knowsTheAdministratorByAddressAndNobodyWhoClaimsItLater() throws ParseException {
        Person.signUp(http, "root", "root@EXAMPLE.com").expectStatus().isOk();
        Person root = Person.logIn(http, "ROOT");

        show(root.bearer()).expectBody().jsonPath("$.roles[0]").isEqualTo("admin");
        assertThat(roles(root)).startsWith("admin", "client");
        assertThat(roles(Person.logIn(http, "root"))).startsWith("admin", "client");

        http.delete()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, root.bearer())
                .exchange()
                .expectStatus()
                .isNoContent();
        Person.signUp(http, "root2", "root@example.com").expectStatus().isOk();
        Person heir = Person.logIn(http, "root2");
        assertThat(roles(heir)).containsExactly("client");
        show(heir.bearer()).expectBody().jsonPath("$.roles[0]").isEqualTo("client");
    }

    private static List<String> roles(Person person) throws ParseException {
        return SignedJWT.parse(person.accessToken()).getJWTClaimsSet().getStringListClaim("roles");
    }

    private WebTestClient.ResponseSpec show(String bearer) {
        return http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private WebTestClient.ResponseSpec change(Person person, String body) {
        return http.patch()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
