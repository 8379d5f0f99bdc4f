package dev.mainnet.user.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.user.Administration;
import dev.mainnet.user.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@ServiceTest
class AuditTest {

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    RecordAudit recordAudit;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void tellsWhatAnAdministratorDidToWhomAndNamesNobody() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        admin.newRole("at-role", Map.of());
        admin.call(
                HttpMethod.PUT,
                "/user/users/" + ada.accountId() + "/roles/at-role",
                admin.admin().bearer());
        admin.send(HttpMethod.POST, "/user/users/" + ada.accountId() + "/suspension", Map.of("reason", "Ada is rude"));
        admin.get("/user/users/" + ada.accountId());
        admin.get("/user/users?q=" + ada.username());

        String log = read("?actor=" + admin.admin().accountId());

        assertThat(JsonPath.<List<String>>read(log, "$.data[*].action"))
                .containsExactly("accounts.read", "account.read", "account.suspended", "role.given", "role.created");
        assertThat(JsonPath.<List<String>>read(log, "$.data[*].user_id"))
                .containsOnly(ada.accountId().toString());
        assertThat(JsonPath.<String>read(log, "$.data[3].details.name")).isEqualTo("at-role");
        assertThat(JsonPath.<String>read(log, "$.data[3].request_id")).isNotBlank();
        assertThat(log).doesNotContain(ada.username()).doesNotContain("rude");
        assertThat(JsonPath.<List<Object>>read(read("?action=role.given&user=" + ada.accountId()), "$.data"))
                .hasSize(1);
    }

    @Test
    void tellsNothingOfWhatHadNoEffect() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        admin.delete("/user/users/" + ada.accountId() + "/suspension")
                .expectStatus()
                .isNoContent();
        admin.get("/user/users/" + UUID.randomUUID()).expectStatus().isNotFound();
        admin.delete("/user/roles/admin").expectStatus().isEqualTo(409);

        assertThat(JsonPath.<List<Object>>read(read("?actor=" + admin.admin().accountId()), "$.data"))
                .isEmpty();
    }

    @Test
    void goesPageByPage() {
        Administration admin = Administration.of(http);
        Person ada = Person.arrive(http);
        for (int i = 0; i < 5; i++) {
            admin.get("/user/users/" + ada.accountId());
        }

        List<String> ids = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            String log = read("?limit=2&user=" + ada.accountId() + after);
            ids.addAll(JsonPath.read(log, "$.data[*].id"));
            assertThat(JsonPath.<Boolean>read(log, "$.has_more")).isEqualTo(page < 2);
            after = page < 2 ? "&after=" + JsonPath.read(log, "$.next_cursor") : "";
        }
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void isWrittenWithTheDeedOrNotAtAll() {
        UUID user = UUID.randomUUID();
        AuditEntry entry = AuditEntry.about(user, UUID.randomUUID(), "account.read");

        assertThatThrownBy(() -> recordAudit.record(entry).block()).isInstanceOf(NoTransactionException.class);
        assertThatThrownBy(() -> recordAudit
                        .record(entry)
                        .then(Mono.error(new IllegalStateException("no effect")))
                        .as(transaction::transactional)
                        .block())
                .isInstanceOf(IllegalStateException.class);

        assertThat(JsonPath.<List<Object>>read(read("?user=" + user), "$.data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_entry SET action = 'x.y'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"})
    void neverChanges(String change) {
        assertThatThrownBy(() -> database.sql(change).then().block()).hasStackTraceContaining("is append-only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor=me", "user=1", "action=drop", "after=x", "limit=0"})
    void refusesFiltersThatAreNone(String query) {
        Administration.of(http).get("/user/audit?" + query).expectStatus().isBadRequest();
    }

    @Test
    void isForAdministrators() {
        Administration.of(http)
                .call(HttpMethod.GET, "/user/audit", TestIdentity.user("eve").bearer())
                .expectStatus()
                .isForbidden();
    }

    private String read(String query) {
        return Administration.of(http)
                .get("/user/audit" + query)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
