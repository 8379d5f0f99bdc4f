package dev.mainnet.user.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class GroupsTest {

    private static final String TOKEN = "mg_known";

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Test
    void whoFoundsAGroupOwnsItAndIsItsFirstMember() {
        Person ada = Person.arrive(http);
        String group = found(ada);

        call(ada, HttpMethod.GET, "")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.groups[0].role")
                .isEqualTo("owner");
        call(ada, HttpMethod.GET, "/" + group + "/members")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.members[0].username")
                .isEqualTo(ada.username())
                .jsonPath("$.members[0].email")
                .doesNotExist();
        send(ada, HttpMethod.PATCH, "/" + group, Map.of("description", "Knows more"))
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Lab")
                .jsonPath("$.description")
                .isEqualTo("Knows more");
    }

    @Test
    void theInvitedBecomesAMemberByTheMailedToken() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        String group = found(ada);

        String answer = body(invite(ada, group, bob.username().toUpperCase(Locale.ROOT) + "@example.com")
                .expectStatus()
                .isCreated());
        assertThat(answer)
                .doesNotContain("token")
                .doesNotContain(bob.accountId().toString());
        assertThat(mailed(bob.username() + "@example.com")).isEqualTo("GROUP_INVITATION");
        String token = tokenOf(JsonPath.read(answer, "$.id"));

        accept(bob, token)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.group_id")
                .isEqualTo(group);
        accept(bob, token).expectStatus().isNotFound();
        call(bob, HttpMethod.GET, "/" + group).expectBody().jsonPath("$.role").isEqualTo("member");
        http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, bob.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.email_verified")
                .isEqualTo(true);
    }

    @Test
    void anAddressWithoutAccountIsInvitedAlikeAndAcceptsOnceItHasOne() {
        Person ada = Person.arrive(http);
        String group = found(ada);
        String name = Person.newName();
        String token = tokenOf(JsonPath.read(body(invite(ada, group, name + "@example.com")), "$.id"));

        Person.signUp(http, name, name + "@example.com").expectStatus().isOk();

        accept(Person.logIn(http, name), token).expectStatus().isOk();
    }

    @Test
    void anotherAddressDoesNotAccept() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        Person eve = Person.arrive(http);
        String group = found(ada);
        String token = tokenOf(JsonPath.read(body(invite(ada, group, bob.username() + "@example.com")), "$.id"));

        accept(eve, token).expectStatus().isForbidden();
        accept(eve, "mg_nobodys").expectStatus().isNotFound();
        call(eve, HttpMethod.GET, "/" + group).expectStatus().isNotFound();
        accept(bob, token).expectStatus().isOk();
    }

    @Test
    void onlyTheLatestInvitationOfAnAddressOpensAndNoneThatIsWithdrawnOrOld() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        String group = found(ada);
        String email = bob.username() + "@example.com";
        String first = tokenOf(JsonPath.read(body(invite(ada, group, email)), "$.id"));
        String second = JsonPath.read(body(invite(ada, group, email)), "$.id");
        String latest = tokenOf(second);
        call(ada, HttpMethod.GET, "/" + group + "/invitations")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.invitations[0].email")
                .isEqualTo(email);
        accept(bob, first).expectStatus().isNotFound();

        call(ada, HttpMethod.DELETE, "/" + group + "/invitations/" + second)
                .expectStatus()
                .isNoContent();
        accept(bob, latest).expectStatus().isNotFound();

        String third = JsonPath.read(body(invite(ada, group, email)), "$.id");
        String old = tokenOf(third);
        database.sql("UPDATE group_invitation SET expires_at = now() - interval '1 second' WHERE id = $1")
                .bind(0, UUID.fromString(third))
                .then()
                .block();
        accept(bob, old).expectStatus().isNotFound();
    }

    @Test
    void aForeignGroupIsAnsweredAsAnUnknownOne() {
        Person ada = Person.arrive(http);
        Person eve = Person.arrive(http);
        for (String group : List.of(found(ada), UUID.randomUUID().toString())) {
            call(eve, HttpMethod.GET, "/" + group).expectStatus().isNotFound();
            call(eve, HttpMethod.GET, "/" + group + "/members").expectStatus().isNotFound();
            call(eve, HttpMethod.GET, "/" + group + "/invitations")
                    .expectStatus()
                    .isNotFound();
            call(eve, HttpMethod.DELETE, "/" + group).expectStatus().isNotFound();
            call(eve, HttpMethod.DELETE, "/" + group + "/members/" + ada.accountId())
                    .expectStatus()
                    .isNotFound();
            send(eve, HttpMethod.PATCH, "/" + group, Map.of("name", "Mine"))
                    .expectStatus()
                    .isNotFound();
            invite(eve, group, "eve@example.com").expectStatus().isNotFound();
        }
    }

    @Test
    void aMemberSeesAndLeavesButDoesNotRule() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        String group = found(ada);
        join(ada, group, bob);

        call(bob, HttpMethod.GET, "/" + group + "/members")
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(2);
        invite(bob, group, "eve@example.com").expectStatus().isForbidden();
        call(bob, HttpMethod.GET, "/" + group + "/invitations").expectStatus().isForbidden();
        call(bob, HttpMethod.DELETE, "/" + group).expectStatus().isForbidden();
        call(bob, HttpMethod.DELETE, "/" + group + "/members/" + ada.accountId())
                .expectStatus()
                .isForbidden();

        call(bob, HttpMethod.DELETE, "/" + group + "/members/me").expectStatus().isNoContent();
        call(bob, HttpMethod.GET, "/" + group).expectStatus().isNotFound();
    }

    @Test
    void theOwnerRemovesMembersAndEndsTheGroupButDoesNotLeaveIt() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        String group = found(ada);
        join(ada, group, bob);

        call(ada, HttpMethod.DELETE, "/" + group + "/members/me").expectStatus().isEqualTo(409);
        call(ada, HttpMethod.DELETE, "/" + group + "/members/" + bob.accountId())
                .expectStatus()
                .isNoContent();
        call(ada, HttpMethod.DELETE, "/" + group + "/members/" + bob.accountId())
                .expectStatus()
                .isNotFound();
        call(ada, HttpMethod.DELETE, "/" + group).expectStatus().isNoContent();
        call(ada, HttpMethod.GET, "/" + group).expectStatus().isNotFound();
    }

    @Test
    void anAccountSendsABoundedNumberOfInvitationsADayAndOwnsABoundedNumberOfGroups() {
        Person ada = Person.arrive(http);
        String group = found(ada);
        for (int i = 0; i < 3; i++) {
            invite(ada, group, Person.newName() + "@example.com").expectStatus().isCreated();
        }
        invite(ada, group, "more@example.com")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER);

        found(ada);
        send(ada, HttpMethod.POST, "", Map.of("name", "Too many"))
                .expectStatus()
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"\"}",
                "{\"name\": \"  \"}",
                "{\"name\": \"a\\r\\nBcc: x@example.com\"}",
                "{\"name\": \"a\\u202eb\"}",
                "{\"name\": 1}",
                "{\"name\": \"a\", \"owner\": \"b\"}",
            })
    void refusesWhatIsNoGroup(String body) {
        send(Person.arrive(http), HttpMethod.POST, "", body).expectStatus().isBadRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a@b", "a@example.com\\r\\nBcc: b@example.com", "ä@example.com", ""})
    void refusesWhatIsNoAddress(String email) {
        Person ada = Person.arrive(http);
        send(ada, HttpMethod.POST, "/" + found(ada) + "/invitations", "{\"email\": \"" + email + "\"}")
                .expectStatus()
                .isBadRequest();
    }

    private void join(Person owner, String group, Person member) {
        String email = member.username() + "@example.com";
        accept(member, tokenOf(JsonPath.read(body(invite(owner, group, email)), "$.id")))
                .expectStatus()
                .isOk();
    }

    private String found(Person person) {
        return JsonPath.read(
                body(send(person, HttpMethod.POST, "", Map.of("name", "Lab"))
                        .expectStatus()
                        .isCreated()),
                "$.id");
    }

    private WebTestClient.ResponseSpec invite(Person person, String group, String email) {
        return send(person, HttpMethod.POST, "/" + group + "/invitations", Map.of("email", email));
    }

    private WebTestClient.ResponseSpec accept(Person person, String token) {
        return send(person, HttpMethod.POST, "/invitations/accept", Map.of("token", token));
    }

    /** The mail with the token is another's to read: the invitation is given one that is known. */
    private String tokenOf(String invitation) {
        String token = TOKEN + invitation;
        database.sql("UPDATE group_invitation SET token_sha256 = sha256($2::text::bytea) WHERE id = $1")
                .bind(0, UUID.fromString(invitation))
                .bind(1, token)
                .then()
                .block();
        return token;
    }

    private String mailed(String recipient) {
        return database.sql("SELECT template FROM mail WHERE lower(recipient) = $1 AND template <> 'CONFIRMATION'")
                .bind(0, recipient)
                .mapValue(String.class)
                .one()
                .block();
    }

    private WebTestClient.ResponseSpec call(Person person, HttpMethod method, String path) {
        return http.method(method)
                .uri("/user/groups" + path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .exchange();
    }

    private WebTestClient.ResponseSpec send(Person person, HttpMethod method, String path, Object body) {
        return http.method(method)
                .uri("/user/groups" + path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private static String body(WebTestClient.ResponseSpec response) {
        return response.expectBody(String.class).returnResult().getResponseBody();
    }
}
