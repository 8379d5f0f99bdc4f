package dev.mainnet.user.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Administration;
import dev.mainnet.user.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class RolesTest {

    @Autowired
    WebTestClient http;

    @Test
    void anAdministratorMakesARoleAndAnybodyReadsIt() {
        Administration admin = Administration.of(http);
        admin.newRole("rt-child", Map.of("permissions", List.of("rt.read", "rt.read")));
        admin.send(
                        HttpMethod.POST,
                        "/user/roles",
                        Map.of("name", "rt-parent", "description", "Holds more", "children", List.of("RT-child")))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.id")
                .exists()
                .jsonPath("$.children[0]")
                .isEqualTo("rt-child")
                .jsonPath("$.built_in")
                .isEqualTo(false)
                .jsonPath("$.created_at")
                .exists();

        admin.call(
                        HttpMethod.GET,
                        "/user/roles/rt-child",
                        TestIdentity.user("ada").bearer())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.parents[0]")
                .isEqualTo("rt-parent")
                .jsonPath("$.permissions.length()")
                .isEqualTo(1);
        admin.call(
                        HttpMethod.GET,
                        "/user/roles?sort_by=name&limit=100",
                        TestIdentity.user("ada").bearer())
                .expectBody()
                .jsonPath("$.roles[?(@.name == 'rt-parent')].description")
                .isEqualTo("Holds more")
                .jsonPath("$.roles[0].name")
                .isEqualTo("admin");
    }

    @Test
    void aChangeReplacesOnlyWhatIsGiven() {
        Administration admin = Administration.of(http);
        admin.newRole("rt-low", Map.of());
        admin.newRole("rt-high", Map.of());
        admin.newRole("rt-mid", Map.of("description", "kept", "parents", List.of("rt-high")));

        admin.send(HttpMethod.PATCH, "/user/roles/rt-mid", Map.of("name", "rt-middle", "children", List.of("rt-low")))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("rt-middle")
                .jsonPath("$.description")
                .isEqualTo("kept")
                .jsonPath("$.parents[0]")
                .isEqualTo("rt-high")
                .jsonPath("$.children[0]")
                .isEqualTo("rt-low");
        admin.send(HttpMethod.PATCH, "/user/roles/rt-middle", Map.of("parents", List.of()))
                .expectBody()
                .jsonPath("$.parents.length()")
                .isEqualTo(0)
                .jsonPath("$.children[0]")
                .isEqualTo("rt-low");
    }

    @Test
    void concurrentChangesMakeNoCircleTogether() {
        Administration admin = Administration.of(http);
        for (int i = 0; i < 5; i++) {
            String one = "rt-one" + i;
            String other = "rt-other" + i;
            admin.newRole(one, Map.of());
            admin.newRole(other, Map.of());

            List<Integer> answers = Stream.of(link(admin, one, other), link(admin, other, one))
                    .map(CompletableFuture::join)
                    .sorted()
                    .toList();

            assertThat(answers).containsExactly(200, 409);
            admin.delete("/user/roles/" + one).expectStatus().isNoContent();
            admin.delete("/user/roles/" + other).expectStatus().isNoContent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"\"}",
                "{\"name\": \" x\"}",
                "{\"name\": \"a/b\"}",
                "{\"name\": \"a\\u202eb\"}",
                "{\"name\": \"a\\u0000b\"}",
                "{\"name\": \"rt-bad\", \"permissions\": [\"Drop Table\"]}",
                "{\"name\": \"rt-bad\", \"permissions\": [null]}",
                "{\"name\": \"rt-bad\", \"children\": [\"rt-nobody\"]}",
                "{\"name\": \"rt-bad\", \"parents\": [\"rt-nobody\"]}",
                "{\"name\": \"rt-bad\", \"built_in\": true}",
            })
    void refusesWhatIsNoRole(String body) {
        Administration.of(http)
                .send(HttpMethod.POST, "/user/roles", body)
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void theBuiltInRolesStay() {
        Administration admin = Administration.of(http);

        admin.delete("/user/roles/admin").expectStatus().isEqualTo(409);
        admin.delete("/user/roles/client").expectStatus().isEqualTo(409);
        admin.send(HttpMethod.PATCH, "/user/roles/client", Map.of("name", "guest"))
                .expectStatus()
                .isEqualTo(409);
        admin.send(HttpMethod.POST, "/user/roles", Map.of("name", "ADMIN"))
                .expectStatus()
                .isEqualTo(409);
        admin.send(HttpMethod.PATCH, "/user/roles/client", Map.of("children", List.of("admin")))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void whatIsHeldIsNotDeleted() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        admin.newRole("rt-held", Map.of());
        String holding = "/user/users/" + ada.accountId() + "/roles/rt-held";
        admin.call(HttpMethod.PUT, holding, admin.admin().bearer())
                .expectStatus()
                .isNoContent();

        admin.delete("/user/roles/rt-held").expectStatus().isEqualTo(409);
        admin.delete(holding).expectStatus().isNoContent();
        admin.delete("/user/roles/rt-held").expectStatus().isNoContent();
        admin.delete("/user/roles/rt-held").expectStatus().isNotFound();
    }

    @Test
    void onlyAdministratorsChangeRoles() {
        Person eve = Person.arrive(http);
        Administration admin = Administration.of(http);

        admin.call(HttpMethod.DELETE, "/user/roles/client", eve.bearer())
                .expectStatus()
                .isForbidden();
        admin.call(HttpMethod.PUT, "/user/users/" + eve.accountId() + "/roles/admin", eve.bearer())
                .expectStatus()
                .isForbidden();
        http.get().uri("/user/roles").exchange().expectStatus().isUnauthorized();
    }

    private CompletableFuture<Integer> link(Administration admin, String parent, String child) {
        return CompletableFuture.supplyAsync(
                () -> admin.send(HttpMethod.PATCH, "/user/roles/" + parent, Map.of("children", List.of(child)))
                        .returnResult(String.class)
                        .getStatus()
                        .value());
    }
}
