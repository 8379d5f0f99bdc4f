package dev.mainnet.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.testing.TestIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

@BillingTest
class AuditApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    @Autowired
    DatabaseClient database;

    @Autowired
    RecordAudit recordAudit;

    @Autowired
    TransactionalOperator transaction;

    private final TestIdentity admin = TestIdentity.admin();
    private UUID user;

    @BeforeEach
    void register() {
        user = deliveries.newUser();
    }

    @Test
    void tellsWhoAdjustedWhichBalanceAndWhy() {
        String made = body(adjust("{\"amount\": -2.5, \"reason\": \"A mistake\"}", "first"));

        String log = audit("?user=" + user);
        assertThat(JsonPath.<List<Object>>read(log, "$.data")).hasSize(1);
        assertThat(JsonPath.<String>read(log, "$.data[0].action")).isEqualTo("balance.adjusted");
        assertThat(JsonPath.<String>read(log, "$.data[0].actor_id"))
                .isEqualTo(admin.accountId().toString());
        assertThat(JsonPath.<String>read(log, "$.data[0].user_id")).isEqualTo(user.toString());
        assertThat(JsonPath.<String>read(log, "$.data[0].request_id")).isEqualTo("request-first");
        assertThat(JsonPath.<Map<String, Object>>read(log, "$.data[0].details"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("amount", -2.5, "reason", "A mistake", "entry_id", JsonPath.read(made, "$.id")));
        assertThat(JsonPath.<String>read(log, "$.data[0].created_at")).endsWith("Z");
    }

    @Test
    void tellsWhoReadWhat() {
        get("/api/v1/billing/users/" + user + "/balance", admin).expectStatus().isOk();
        get("/api/v1/billing/reconciliation", admin).expectStatus().isOk();

        String log = audit("?actor=" + admin.accountId());
        assertThat(JsonPath.<List<String>>read(log, "$.data[*].action"))
                .containsExactly("reconciliation.read", "balance.read");
        assertThat(JsonPath.<Map<String, Object>>read(log, "$.data[0]")).doesNotContainKey("user_id");
    }

    @Test
    void tellsNothingOfWhatHadNoEffect() {
        get("/api/v1/billing/users/" + UUID.randomUUID() + "/balance", admin)
                .expectStatus()
                .isNotFound();
        adjust("{\"amount\": 0, \"reason\": \"x\"}", "zero").expectStatus().isBadRequest();
        get("/api/v1/billing/users/" + user + "/balance", TestIdentity.user("eve"))
                .expectStatus()
                .isForbidden();

        assertThat(JsonPath.<List<Object>>read(audit("?actor=" + admin.accountId()), "$.data"))
                .isEmpty();
        assertThat(JsonPath.<List<Object>>read(audit("?user=" + user), "$.data"))
                .isEmpty();
    }

    @Test
    void tellsOnceOfAnAdjustmentThatIsRepeated() {
        adjust("{\"amount\": 1, \"reason\": \"Once\"}", "again").expectStatus().isCreated();
        // As if the process had died before the answer was kept.
        database.sql("""
                        UPDATE idempotent_request SET status = NULL, content_type = NULL, body = NULL,
                            claimed_until = now() - interval '1 second'
                        WHERE account_id = $1
                        """).bind(0, admin.accountId()).then().block();
        adjust("{\"amount\": 1, \"reason\": \"Once\"}", "again").expectStatus().isCreated();

        assertThat(books.available(user)).isEqualTo(101_000_000);
        assertThat(JsonPath.<List<Object>>read(audit("?user=" + user), "$.data"))
                .hasSize(1);
    }

    @Test
    void isWrittenWithTheDeedOrNotAtAll() {
        AuditEntry entry = AuditEntry.about(user, admin.accountId(), "balance.read");

        assertThatThrownBy(() -> recordAudit.record(entry).block()).isInstanceOf(NoTransactionException.class);
        assertThatThrownBy(() -> recordAudit
                        .record(entry)
                        .then(Mono.error(new IllegalStateException("no effect")))
                        .as(transaction::transactional)
                        .block())
                .isInstanceOf(IllegalStateException.class);

        assertThat(JsonPath.<List<Object>>read(audit("?user=" + user), "$.data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_entry SET action = 'x.y'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"})
    void neverChanges(String change) {
        assertThatThrownBy(() -> database.sql(change).then().block()).hasStackTraceContaining("is append-only");
    }

    @Test
    void goesPageByPageThroughWhatMatchesEveryFilter() {
        for (int i = 0; i < 5; i++) {
            get("/api/v1/billing/users/" + user + "/balance", admin)
                    .expectStatus()
                    .isOk();
            adjust("{\"amount\": 1, \"reason\": \"x\"}", "page-" + i)
                    .expectStatus()
                    .isCreated();
        }
        get("/api/v1/billing/users/" + user + "/balance", TestIdentity.admin())
                .expectStatus()
                .isOk();

        String filter = "?limit=2&action=balance.read&user=" + user + "&actor=" + admin.accountId();
        List<String> ids = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            String log = audit(filter + after);
            ids.addAll(JsonPath.read(log, "$.data[*].id"));
            assertThat(JsonPath.<List<String>>read(log, "$.data[*].action")).containsOnly("balance.read");
            assertThat(JsonPath.<Boolean>read(log, "$.has_more")).isEqualTo(page < 2);
            after = page < 2 ? "&after=" + JsonPath.read(log, "$.next_cursor") : "";
        }
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        assertThat(JsonPath.<List<Object>>read(audit("?limit=100&action=balance.read&user=" + user), "$.data"))
                .hasSize(6);
        assertThat(JsonPath.<List<Object>>read(audit("?limit=1"), "$.data")).hasSize(1);
    }

    @Test
    void refusesFiltersThatAreNoneByName() {
        Map.of("actor", "me", "user", "1", "action", "drop table", "after", "x", "limit", "0")
                .forEach(
                        (field, value) -> get("/api/v1/billing/audit?" + field + "=" + value.replace(" ", "%20"), admin)
                                .expectStatus()
                                .isBadRequest()
                                .expectBody()
                                .jsonPath("$.error")
                                .isEqualTo("validation_error")
                                .jsonPath("$.details[0].field")
                                .isEqualTo(field));
    }

    @Test
    void isForAdministratorsInASession() {
        for (String query : List.of("", "?actor=me", "?user=" + user)) {
            get("/api/v1/billing/audit" + query, TestIdentity.user("eve"))
                    .expectStatus()
                    .isForbidden();
            get("/api/v1/billing/audit" + query, admin.scoped("billing"))
                    .expectStatus()
                    .isForbidden();
        }
        http.get().uri("/api/v1/billing/audit").exchange().expectStatus().isUnauthorized();
    }

    private String audit(String query) {
        return body(get("/api/v1/billing/audit" + query, TestIdentity.admin()));
    }

    private static String body(WebTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec adjust(String body, String name) {
        return http.post()
                .uri("/api/v1/billing/users/" + user + "/adjustments")
                .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                .header("X-Request-Id", "request-" + name)
                .header("Idempotency-Key", name + user)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String path, TestIdentity who) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .exchange();
    }
}
