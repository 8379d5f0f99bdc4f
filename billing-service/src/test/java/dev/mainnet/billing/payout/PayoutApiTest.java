package dev.mainnet.billing.payout;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.testing.TestIdentity;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@BillingTest
class PayoutApiTest {

    private static final long CREDIT = 1_000_000;

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    private final TestIdentity admin = TestIdentity.admin();
    private TestIdentity grace;
    private long paidOutBefore;

    @BeforeEach
    void earn() {
        grace = TestIdentity.user("grace");
        // Of which 80% are hers.
        deliveries.deliver(usage(deliveries.newUser(), grace.accountId(), 5_000 * CREDIT));
        paidOutBefore = books.platform("transfers");
    }

    @Test
    void setsEarningsAsideAndPaysThemOnce() {
        String id = request(1_500);
        assertThat(books.earnings(grace.accountId())).isEqualTo(2_500 * CREDIT);

        decide(admin, id, "pay", "{\"transfer_reference\": \"bank 17\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("paid")
                .jsonPath("$.transfer_reference")
                .isEqualTo("bank 17");
        decide(admin, id, "pay", "{\"transfer_reference\": \"bank 18\"}")
                .expectStatus()
                .isEqualTo(409);
        decide(admin, id, "reject", "{\"reason\": \"Too late\"}").expectStatus().isEqualTo(409);
        call(grace, HttpMethod.DELETE, "/payouts/" + id, "").expectStatus().isEqualTo(409);

        assertThat(books.earnings(grace.accountId())).isEqualTo(2_500 * CREDIT);
        assertThat(books.platform("transfers") - paidOutBefore).isEqualTo(1_500 * CREDIT);
        assertThat(books.kinds(grace.accountId())).containsExactly("usage", "payout_request");
        assertThat(books.number("SELECT count(*) FROM audit_entry WHERE action = 'payout.paid' AND actor_id = '"
                        + admin.accountId() + "'"))
                .isEqualTo(1);
        books.assertSound();
    }

    @Test
    void givesBackWhatIsRejectedOrWithdrawn() {
        String rejected = request(1_000);
        String withdrawn = request(1_000);
        decide(admin, rejected, "reject", "{\"reason\": \"No such account\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.reason")
                .isEqualTo("No such account");
        call(grace, HttpMethod.DELETE, "/payouts/" + withdrawn, "")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("withdrawn");

        assertThat(books.earnings(grace.accountId())).isEqualTo(4_000 * CREDIT);
        assertThat(books.platform("transfers")).isEqualTo(paidOutBefore);
        books.assertSound();
    }

    @Test
    void ofDecisionsAtTheSameTimeOneStands() {
        String id = request(1_000);

        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> i % 2 == 0
                        ? decide(admin, id, "pay", "{\"transfer_reference\": \"t\"}")
                        : decide(admin, id, "reject", "{\"reason\": \"r\"}"))
                .map(answer -> answer.returnResult(Void.class).getStatus().value())
                .toList();

        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        books.assertSound();
    }

    @Test
    void refusesMoreThanWasEarnedAndLessThanTheLeast() {
        for (String amount : List.of("999", "0", "-1", "0.0000001", "\"all\"", "null")) {
            call(grace, HttpMethod.POST, "/payouts", "{\"amount\": " + amount + ", \"destination\": \"IBAN\"}")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.details[0].field")
                    .isEqualTo("amount");
        }
        call(grace, HttpMethod.POST, "/payouts", "{\"amount\": 1000}")
                .expectStatus()
                .isBadRequest();
        call(grace, HttpMethod.POST, "/payouts", "{\"amount\": 4001, \"destination\": \"IBAN\"}")
                .expectStatus()
                .isEqualTo(409);
        request(3_000);
        call(grace, HttpMethod.POST, "/payouts", "{\"amount\": 1001, \"destination\": \"IBAN\"}")
                .expectStatus()
                .isEqualTo(409);
        assertThat(books.earnings(grace.accountId())).isEqualTo(1_000 * CREDIT);
    }

    @Test
    void everybodySeesOnlyTheirOwnAndAdministratorsAll() {
        String id = request(1_000);
        TestIdentity eve = TestIdentity.user("eve");

        assertThat(ids(grace, "/payouts")).containsExactly(id);
        assertThat(ids(eve, "/payouts")).isEmpty();
        assertThat(ids(admin, "/users/payouts?limit=100")).contains(id);
        assertThat(ids(admin, "/users/payouts?state=paid&limit=100")).doesNotContain(id);
        call(admin, HttpMethod.GET, "/users/payouts?state=lost", "")
                .expectStatus()
                .isBadRequest();
        call(eve, HttpMethod.GET, "/users/payouts", "").expectStatus().isForbidden();
        call(eve, HttpMethod.DELETE, "/payouts/" + id, "").expectStatus().isNotFound();
        call(eve, HttpMethod.DELETE, "/payouts/" + UUID.randomUUID(), "")
                .expectStatus()
                .isNotFound();
        decide(grace, id, "pay", "{\"transfer_reference\": \"mine\"}")
                .expectStatus()
                .isForbidden();
        decide(admin, id, "pay", "{}").expectStatus().isBadRequest();
        decide(admin, UUID.randomUUID().toString(), "reject", "{\"reason\": \"r\"}")
                .expectStatus()
                .isNotFound();
    }

    private String request(int credits) {
        return call(
                        grace,
                        HttpMethod.POST,
                        "/payouts",
                        "{\"amount\": %d, \"destination\": \"IBAN DE00\"}".formatted(credits))
                .expectStatus()
                .isCreated()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("id")
                .asString();
    }

    private List<String> ids(TestIdentity who, String path) {
        return call(who, HttpMethod.GET, path, "")
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody()
                .path("data")
                .valueStream()
                .map(payout -> payout.path("id").asString())
                .toList();
    }

    private WebTestClient.ResponseSpec decide(TestIdentity who, String id, String decision, String body) {
        return call(who, HttpMethod.POST, "/users/payouts/" + id + "/" + decision, body);
    }

    private WebTestClient.ResponseSpec call(TestIdentity who, HttpMethod method, String path, String body) {
        var request = http.method(method).uri("/api/v1/billing" + path).header(HttpHeaders.AUTHORIZATION, who.bearer());
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }
}
