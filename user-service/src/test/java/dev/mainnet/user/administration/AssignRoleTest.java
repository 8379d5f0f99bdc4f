package dev.mainnet.user.administration;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.SessionRevoked;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Administration;
import dev.mainnet.user.Person;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AssignRoleTest {

    @Autowired
    WebTestClient http;

    @Test
    void aRoleAndAllItInheritsStandInTheNextToken() throws ParseException {
        Administration admin = Administration.of(http);
        admin.newRole("ar-student", Map.of("permissions", List.of("labs.enter")));
        admin.newRole("ar-tutor", Map.of("permissions", List.of("labs.grade"), "children", List.of("ar-student")));
        Person ada = Person.arrive(http);
        assertThat(claim(ada, "permissions")).isEmpty();

        give(admin, ada, "ar-tutor").expectStatus().isNoContent();
        give(admin, ada, "ar-tutor").expectStatus().isNoContent();

        Person later = Person.logIn(http, ada.username());
        assertThat(claim(later, "roles")).containsExactly("client", "ar-student", "ar-tutor");
        assertThat(claim(later, "permissions")).containsExactly("labs.enter", "labs.grade");
        admin.call(HttpMethod.GET, "/user/me", ada.bearer())
                .expectBody()
                .jsonPath("$.roles[2]")
                .isEqualTo("ar-tutor")
                .jsonPath("$.permissions[0]")
                .isEqualTo("labs.enter");
    }

    @Test
    void aRoleThatIsTakenEndsTheSessionsThatShowIt() {
        Administration admin = Administration.of(http);
        admin.newRole("ar-taken", Map.of());
        Person ada = Person.arrive(http);
        give(admin, ada, "ar-taken");

        admin.delete(path(ada, "ar-taken")).expectStatus().isNoContent();

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(
                                Topics.USER_EVENTS, ada.accountId().toString()))
                        .filteredOn(SessionRevoked.class::isInstance)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                SessionRevoked.class,
                                event -> assertThat(event.sessionId()).isEqualTo(ada.sessionId())));
        http.post()
                .uri("/user/auth/refresh")
                .bodyValue(Map.of("refresh_token", ada.refreshToken()))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        admin.delete(path(ada, "ar-taken")).expectStatus().isNotFound();
    }

    @Test
    void anAdministratorIsMadeButNotByHimselfUnmade() throws ParseException {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        give(admin, ada, "admin").expectStatus().isNoContent();
        assertThat(claim(Person.logIn(http, ada.username()), "permissions"))
                .contains("users.read", "users.suspend", "audit.read");

        Administration herself = new Administration(
                http,
                new TestIdentity(
                        ada.accountId(), ada.username(), List.of("admin"), "account models invoke jobs billing"));
        herself.delete(path(ada, "admin")).expectStatus().isEqualTo(409);
        admin.delete(path(ada, "admin")).expectStatus().isNoContent();
    }

    @Test
    void knowsNoUnknownAccountOrRole() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);

        give(admin, ada, "ar-nobody").expectStatus().isNotFound();
        admin.call(
                        HttpMethod.PUT,
                        "/user/users/" + UUID.randomUUID() + "/roles/admin",
                        admin.admin().bearer())
                .expectStatus()
                .isNotFound();
        admin.delete(path(ada, "client")).expectStatus().isEqualTo(409);
    }

    private WebTestClient.ResponseSpec give(Administration admin, Person person, String role) {
        return admin.call(HttpMethod.PUT, path(person, role), admin.admin().bearer());
    }

    private static String path(Person person, String role) {
        return "/user/users/" + person.accountId() + "/roles/" + role;
    }

    private static List<String> claim(Person person, String name) throws ParseException {
        return SignedJWT.parse(person.accessToken()).getJWTClaimsSet().getStringListClaim(name);
    }
}
