package dev.mainnet.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.History;
import dev.mainnet.testing.TestIdentity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class TransactionFilterApiTest {

    private static final String CSV_HEADER =
            "id,created_at,kind,amount,available,reserved,earnings,description,deployment_id,job_id,calls";

    @LocalServerPort
    int port;

    @Autowired
    WebTestClient http;

    @Autowired
    History history;

    private final UUID deployment = UUID.randomUUID();
    private UUID user;

    @BeforeEach
    void live() {
        user = history.newUser();
        history.post(user, "grant", "available", 100_000_000, "2026-01-31T23:59:59.999Z", "Welcome credits");
        history.post(user, "usage", "available", -1_500_000, "2026-02-01T00:00:00Z", "prediction", deployment);
        history.post(user, "usage", "earnings", 800_000, "2026-02-10T12:00:00Z", "prediction", UUID.randomUUID());
        history.post(user, "adjustment", "available", 5_000_000, "2026-02-28T23:59:59.999999Z", "Sorry");
        history.post(user, "usage", "available", -250_000, "2026-03-01T00:00:00Z", "prediction", deployment);
    }

    @Test
    void keepsOneKindOrSeveral() {
        assertThat(kinds("?kind=grant")).containsExactly("grant");
        assertThat(kinds("?kind=adjustment,grant")).containsExactly("adjustment", "grant");
        assertThat(kinds("?kind=usage&kind=grant")).containsExactly("usage", "usage", "usage", "grant");
        assertThat(kinds("?kind=expiry")).isEmpty();
    }

    @Test
    void keepsAPeriodFromItsStartUpToItsEnd() {
        assertThat(amounts("?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z"))
                .containsExactly("5", "0.8", "-1.5");
        assertThat(amounts("?from=2026-02-28&to=2026-02-28")).containsExactly("5");
        assertThat(amounts("?to=2026-02-01T00:00:00%2B00:00")).containsExactly("100");
        assertThat(amounts("?from=2026-02-28T23:59:59.999999Z")).containsExactly("-0.25", "5");
        assertThat(amounts("?kind=adjustment&to=2026-02-28T23:59:59.999999Z")).isEmpty();
    }

    @Test
    void keepsADeploymentOrAnAccount() {
        assertThat(amounts("?deployment_id=" + deployment)).containsExactly("-0.25", "-1.5");
        assertThat(amounts("?account=earnings")).containsExactly("0.8");
        assertThat(amounts("?account=reserved")).isEmpty();
        assertThat(amounts("?kind=usage&account=available&deployment_id=" + deployment + "&to=2026-02-20"))
                .containsExactly("-1.5");
    }

    @Test
    void goesPageByPageThroughWhatMatches() {
        List<String> found = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            String body = list("?limit=1&kind=usage" + after);
            found.addAll(JsonPath.read(body, "$.data[*].id"));
            assertThat(JsonPath.<Boolean>read(body, "$.has_more")).isEqualTo(page < 2);
            after = page < 2 ? "&after=" + JsonPath.read(body, "$.next_cursor") : "";
        }
        assertThat(found).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void refusesFiltersThatAreNoneByName() {
        Map.of(
                        "kind=piracy", "kind",
                        "kind=usage,", "kind",
                        "kind=", "kind",
                        "from=yesterday", "from",
                        "from=1900-01-01", "from",
                        "to=2026-02-30", "to",
                        "from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z", "to",
                        "deployment_id=mine", "deployment_id",
                        "account=savings", "account",
                        "after=nowhere", "after")
                .forEach((query, field) -> {
                    for (String type : List.of("application/json", "text/csv")) {
                        get("/transactions?" + query, type, me())
                                .expectStatus()
                                .isBadRequest()
                                .expectBody()
                                .jsonPath("$.error")
                                .isEqualTo("validation_error")
                                .jsonPath("$.details[0].field")
                                .isEqualTo(field);
                    }
                });
        get("/transactions?kind=piracy", "application/json", me())
                .expectBody()
                .jsonPath("$.details[0].message")
                .value(String.class, message -> assertThat(message).contains("piracy", "usage", "grant"));
    }

    @Test
    void writesCsvWithTheSameFilters() {
        String csv = csv("?kind=usage&from=2026-02-01&to=2026-02-28");

        assertThat(csv.lines().findFirst()).contains(CSV_HEADER);
        assertThat(csv.lines().skip(1))
                .satisfiesExactly(
                        earned ->
                                assertThat(earned).contains(",2026-02-10T12:00:00Z,usage,0.8,0,0,0.8,\"prediction\","),
                        paid -> assertThat(paid)
                                .contains(",2026-02-01T00:00:00Z,usage,-1.5,-1.5,0,0,\"prediction\"," + deployment
                                        + ","));
        assertThat(csv("?limit=2").lines()).hasSize(3);
        assertThat(csv("?kind=expiry")).isEqualTo(CSV_HEADER + "\r\n");
        get("/transactions?limit=100001", "text/csv", me()).expectStatus().isBadRequest();
    }

    @Test
    void writesCsvOfMoreThanAPageWithoutLossOrRepetition() {
        history.fill(user, 2_500, "2026-01-15T00:00:00Z");

        assertThat(csv("").lines().skip(1).map(line -> line.substring(0, 36)))
                .hasSize(2_505)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((left, right) -> right.compareTo(left));
        assertThat(csv("?limit=1001").lines()).hasSize(1_002);
    }

    @Test
    void writesNoFormulaThatASpreadsheetWouldRun() {
        for (String text : List.of("=1+1", "+1", "-1", "@SUM(A1)", " =cmd|' /C calc'!A0", "say \"no\", please")) {
            history.post(user, "adjustment", "available", 1, "2026-05-01T00:00:00Z", text);
        }

        assertThat(csv("?kind=adjustment&from=2026-05-01").lines().skip(1).map(line -> line.split(",", 8)[7]))
                .containsExactlyInAnyOrder(
                        "\"'=1+1\",,,",
                        "\"'+1\",,,",
                        "\"'-1\",,,",
                        "\"'@SUM(A1)\",,,",
                        "\"' =cmd|' /C calc'!A0\",,,",
                        "\"say \"\"no\"\", please\",,,");
    }

    @Test
    void showsNothingOfAnother() {
        String other = new TestIdentity(UUID.randomUUID(), "eve", List.of("client"), "billing").bearer();
        for (String query : List.of("", "?deployment_id=" + deployment, "?kind=grant")) {
            assertThat(get("/transactions" + query, "text/csv", other)
                            .expectBody(String.class)
                            .returnResult()
                            .getResponseBody())
                    .isEqualTo(CSV_HEADER + "\r\n");
        }
        get(
                        "/users/" + user + "/transactions?kind=piracy",
                        "application/json",
                        TestIdentity.user("eve").bearer())
                .expectStatus()
                .isForbidden();
        get(
                        "/users/" + user + "/transactions",
                        "application/json",
                        TestIdentity.admin().scoped("billing").bearer())
                .expectStatus()
                .isForbidden();
    }

    @Test
    void showsAnybodysToAnAdministratorWhoIsWrittenDown() {
        TestIdentity admin = TestIdentity.admin();
        String path = "/users/" + user + "/transactions?kind=usage&limit=2";

        String seen = get(path, "application/json", admin.bearer())
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(seen).isEqualTo(list("?kind=usage&limit=2"));
        get("/audit?user=" + user, "application/json", admin.bearer())
                .expectBody()
                .jsonPath("$.data[0].action")
                .isEqualTo("transactions.read")
                .jsonPath("$.data[0].actor_id")
                .isEqualTo(admin.accountId().toString());
        get("/users/" + UUID.randomUUID() + "/transactions", "application/json", admin.bearer())
                .expectStatus()
                .isNotFound();
    }

    private List<String> kinds(String query) {
        return JsonPath.read(list(query), "$.data[*].kind");
    }

    private List<String> amounts(String query) {
        return JsonPath.<List<Object>>read(list(query), "$.data[*].amount").stream()
                .map(String::valueOf)
                .toList();
    }

    private String list(String query) {
        return body(query, "application/json");
    }

    private String csv(String query) {
        return body(query, "text/csv");
    }

    private String body(String query, String type) {
        return get("/transactions" + query, type, me())
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String me() {
        return new TestIdentity(user, "ada", List.of("client"), "billing").bearer();
    }

    private WebTestClient.ResponseSpec get(String path, String type, String bearer) {
        return http.get()
                .uri(URI.create("http://localhost:" + port + "/api/v1/billing" + path))
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.ACCEPT, type)
                .exchange();
    }
}
