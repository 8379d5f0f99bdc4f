package dev.mainnet.user.dialect.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Person;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class AtlasGroupsAndRolesTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Test
    void everybodyReadsTheRolesWithTheStatusOfTheDocument() {
        http.get()
                .uri("/atlas/role")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$[0].id")
                .exists()
                .jsonPath("$[0].name")
                .isEqualTo("admin")
                .jsonPath("$[0].description")
                .isNotEmpty()
                .jsonPath("$[0].createdAt")
                .isNotEmpty()
                .jsonPath("$[0].updatedAt")
                .isNotEmpty();
    }

    @Test
    void theMailedLinkMakesAMemberOnceAndNothingInItCanBeExchanged() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        String email = bob.username() + "@example.com";
        String group = id(post(ada, "/user/groups", Map.of("name", "Lab")));
        String invitation = id(post(ada, "/user/groups/" + group + "/invitations", Map.of("email", email)));
        database.sql("UPDATE group_invitation SET token_sha256 = sha256($2::text::bytea) WHERE id = $1")
                .bind(0, UUID.fromString(invitation))
                .bind(1, "mg_atlas")
                .then()
                .block();

        String his = bob.accountId().toString();
        confirm(email, his, group, "").expectStatus().isUnauthorized();
        confirm(email, his, group, "mg_guess").expectStatus().isUnauthorized();
        confirm(email, his, UUID.randomUUID().toString(), "mg_atlas")
                .expectStatus()
                .isUnauthorized();
        confirm(email, ada.accountId().toString(), group, "mg_atlas")
                .expectStatus()
                .isUnauthorized();
        confirm(email, "me", group, "mg_atlas").expectStatus().isUnauthorized();
        confirm(ada.username() + "@example.com", ada.accountId().toString(), group, "mg_atlas")
                .expectStatus()
                .isUnauthorized();

        confirm(email, his, group, "mg_atlas")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo(email);
        confirm(email, his, group, "mg_atlas").expectStatus().isUnauthorized();
        assertThat(database.sql("SELECT count(*) FROM group_member WHERE group_id = $1")
                        .bind(0, UUID.fromString(group))
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isEqualTo(2);
    }

    @Test
    void withdrawingDeletesTheAccount() {
        Person ada = Person.arrive(http);
        http.delete().uri("/atlas/auth/user").exchange().expectStatus().isUnauthorized();

        http.delete()
                .uri("/atlas/auth/user")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isOk();

        http.get()
                .uri("/user/me")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private WebTestClient.ResponseSpec confirm(String email, String userId, String groupId, String token) {
        return http.get()
                .uri(uri -> uri.path("/atlas/auth/confirm-invite-email")
                        .queryParam("email", email)
                        .queryParam("userId", userId)
                        .queryParam("groupId", groupId)
                        .queryParam("token", token)
                        .build())
                .exchange();
    }

    private WebTestClient.ResponseSpec post(Person person, String path, Object body) {
        return http.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(body)
                .exchange();
    }

    private static String id(WebTestClient.ResponseSpec response) {
        return JsonPath.read(
                response.expectStatus()
                        .isCreated()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody(),
                "$.id");
    }
}
