package dev.mainnet.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.testing.TestIdentity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class UsageApiTest {

    @Autowired
    WebTestClient http;

    @Autowired
    Deliveries deliveries;

    private final TestIdentity me = TestIdentity.user("ada");
    private final UUID cheap = UUID.randomUUID();
    private final UUID dear = UUID.randomUUID();
    private final UUID key = UUID.randomUUID();

    @BeforeEach
    void use() {
        deliveries.deliver(
                call(me.accountId(), cheap, null, 0, "2026-01-01T23:59:59Z"),
                call(me.accountId(), cheap, key, 500_000, "2026-01-02T00:00:00Z"),
                call(me.accountId(), dear, key, 7_000_000, "2026-01-02T10:00:00Z"),
                call(UUID.randomUUID(), dear, key, 9_000_000, "2026-01-02T10:00:00Z"));
    }

    @Test
    void sumsUpByDay() {
        get("?from=2026-01-01&to=2026-01-31").expectStatus().isOk().expectBody().json("""
                        {"group_by": "day", "from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", "data": [
                            {"day": "2026-01-01", "calls": 1, "requests": 3, "cost": 0},
                            {"day": "2026-01-02", "calls": 2, "requests": 6, "cost": 7.5}],
                         "total": {"calls": 3, "requests": 9, "cost": 7.5}}
                        """);
    }

    @Test
    void sumsUpByDeploymentAndByKeyTheDearestFirst() {
        get("?group_by=deployment&from=2026-01-01&to=2026-01-31")
                .expectBody()
                .jsonPath("$.data[0].deployment_id")
                .isEqualTo(dear.toString())
                .jsonPath("$.data[1].cost")
                .isEqualTo(0.5);
        get("?group_by=key&from=2026-01-01&to=2026-01-31")
                .expectBody()
                .jsonPath("$.data[0].key_id")
                .isEqualTo(key.toString())
                .jsonPath("$.data[1].key_id")
                .doesNotExist()
                .jsonPath("$.data[1].calls")
                .isEqualTo(1);
    }

    @Test
    void sumsUpByModel() {
        String byModel = get("?group_by=model&from=2026-01-01&to=2026-01-31")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(JsonPath.<List<Object>>read(byModel, "$.data[*].model_id")).hasSize(3);
        assertThat(JsonPath.<Integer>read(byModel, "$.data[0].cost")).isEqualTo(7);
        assertThat(JsonPath.<Double>read(byModel, "$.total.cost")).isEqualTo(7.5);
    }

    @Test
    void countsThePeriodFromItsStartUpToItsEnd() {
        get("?from=2026-01-02T00:00:00Z&to=2026-01-02T10:00:00Z")
                .expectBody()
                .jsonPath("$.total.cost")
                .isEqualTo(0.5);
        get("").expectBody().jsonPath("$.data").isArray();
    }

    @Test
    void listsEachCallWithTheTransactionThatPaidForItNewestFirst() {
        String calls = list("?limit=2");

        assertThat(JsonPath.<List<Object>>read(calls, "$.data[*].deployment_id"))
                .containsExactly(dear.toString(), cheap.toString());
        assertThat(JsonPath.<Integer>read(calls, "$.data[0].cost")).isEqualTo(7);
        assertThat(JsonPath.<Boolean>read(calls, "$.has_more")).isTrue();
        String paying = http.get()
                .uri("/api/v1/billing/transactions?kind=usage&deployment_id=" + dear)
                .header(HttpHeaders.AUTHORIZATION, me.bearer())
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(JsonPath.<List<Object>>read(paying, "$.data[*].id"))
                .containsExactly(JsonPath.<String>read(calls, "$.data[0].transaction_id"));
        assertThat(JsonPath.<Integer>read(paying, "$.data[0].calls")).isOne();

        String rest = list("?limit=2&after=" + JsonPath.read(calls, "$.next_cursor"));
        assertThat(JsonPath.<List<Object>>read(rest, "$.data[*]")).hasSize(1);
        assertThat(JsonPath.<List<Object>>read(rest, "$.data[*].transaction_id"))
                .isEmpty();
        assertThat(JsonPath.<Boolean>read(rest, "$.has_more")).isFalse();
    }

    @Test
    void listsNothingAfterAnothersCall() {
        String strangers = http.get()
                .uri("/api/v1/billing/calls?after=" + JsonPath.read(list("?limit=1"), "$.data[0].id"))
                .header(HttpHeaders.AUTHORIZATION, TestIdentity.user("eve").bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(JsonPath.<List<Object>>read(strangers, "$.data[*]")).isEmpty();
    }

    private String list(String query) {
        return http.get()
                .uri("/api/v1/billing/calls" + query)
                .header(HttpHeaders.AUTHORIZATION, me.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void writesCsv() {
        String csv = http.get()
                .uri("/api/v1/billing/usage?from=2026-01-01&to=2026-01-31")
                .header(HttpHeaders.AUTHORIZATION, me.bearer())
                .header(HttpHeaders.ACCEPT, "text/csv")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(csv)
                .isEqualTo(
                        "day,calls,requests,cost,input_tokens,output_tokens\r\n2026-01-01,1,3,0,0,0\r\n2026-01-02,2,6,7.5,0,0\r\n");
    }

    @Test
    void sumsUpTheTokensOfTextsAndTellsOfEachHowTheyAreKnown() {
        UsageRecorded base = call(me.accountId(), cheap, null, 40_000, "2026-02-03T00:00:00Z");
        deliveries.deliver(
                text(base, new Quantity(1, 1_200L, 1_000L, 64L, null), "reported", "stop"),
                text(base, new Quantity(1, 30L, null, 5L, null), "estimated", "client_gone"));

        get("?from=2026-02-01&to=2026-02-28").expectStatus().isOk().expectBody().json("""
                        {"data": [{"day": "2026-02-03", "calls": 2, "input_tokens": 1230, "output_tokens": 69}],
                         "total": {"calls": 2, "input_tokens": 1230, "output_tokens": 69, "cost": 0.08}}
                        """);
        String calls = list("?limit=2");
        assertThat(JsonPath.<List<Object>>read(calls, "$.data[?(@.ended == 'stop')].cached_input_tokens"))
                .containsExactly(1_000);
        assertThat(JsonPath.<List<Object>>read(calls, "$.data[?(@.measured == 'estimated')].ended"))
                .containsExactly("client_gone");
    }

    private static UsageRecorded text(UsageRecorded base, Quantity quantity, String measured, String ended) {
        return new UsageRecorded(
                UUID.randomUUID(),
                "text",
                base.accountId(),
                null,
                base.deploymentId(),
                base.modelId(),
                base.ownerId(),
                base.costMicro(),
                quantity,
                base.occurredAt(),
                measured,
                ended);
    }

    @Test
    void refusesAPeriodOrGroupingThatIsNone() {
        for (String query : List.of(
                "?group_by=planet",
                "?from=yesterday",
                "?from=2026-02-30",
                "?to=999999999-01-01",
                "?from=2026-01-02&to=2026-01-01",
                "?from=2020-01-01&to=2026-01-01",
                "?from=1900-01-01&to=1900-01-02")) {
            get(query)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error");
        }
    }

    private WebTestClient.ResponseSpec get(String query) {
        return http.get()
                .uri("/api/v1/billing/usage" + query)
                .header(HttpHeaders.AUTHORIZATION, me.bearer())
                .exchange();
    }

    private static UsageRecorded call(UUID payer, UUID deployment, UUID key, long cost, String at) {
        return new UsageRecorded(
                UUID.randomUUID(),
                "prediction",
                payer,
                key,
                deployment,
                UUID.randomUUID(),
                UUID.randomUUID(),
                cost,
                new Quantity(3),
                Instant.parse(at));
    }
}
