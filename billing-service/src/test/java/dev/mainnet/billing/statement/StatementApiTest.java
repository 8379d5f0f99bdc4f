package dev.mainnet.billing.statement;

import static dev.mainnet.billing.Deliveries.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.billing.History;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.testing.TestIdentity;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@BillingTest
class StatementApiTest {

    private final YearMonth current = YearMonth.now(ZoneOffset.UTC);

    @Autowired
    WebTestClient http;

    @Autowired
    History history;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    @Test
    void tellsTheTokensOfTexts() {
        UUID user = history.newUser();
        deliveries.deliver(new UsageRecorded(
                UUID.randomUUID(),
                "text",
                user,
                null,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                5,
                new Quantity(1, 120L, null, 30L, null),
                Instant.now(),
                "reported",
                "stop"));

        assertThat(JsonPath.<Map<String, Object>>read(json(user, current.toString()), "$.tokens"))
                .isEqualTo(Map.of("input", 120, "output", 30));
    }

    @Test
    void addsUpFromOpeningToClosingBalance() {
        UUID user = history.newUser();
        UUID dear = UUID.randomUUID();
        UUID cheap = UUID.randomUUID();
        UUID own = UUID.randomUUID();
        history.post(user, "grant", "available", 100_000_000, "2026-01-31T23:59:59.999Z", "Welcome credits");
        history.post(user, "usage", "available", -7_000_000, "2026-02-01T00:00:00Z", "prediction", dear);
        history.post(user, "usage", "available", -500_000, "2026-02-03T00:00:00Z", "prediction", cheap);
        history.post(user, "usage", "available", -250_000, "2026-02-04T00:00:00Z", "prediction", cheap);
        history.post(user, "usage", "earnings", 800_000, "2026-02-05T00:00:00Z", "prediction", own);
        history.post(user, "purchase", "available", 500_000_000, "2026-02-10T10:00:00Z", "500 credits");
        history.post(user, "refund", "available", -100_000_000, "2026-02-11T10:00:00Z", "Refund");
        history.post(user, "reservation", "reserved", 3_000_000, "2026-02-28T23:59:59.999Z", "training");
        history.post(user, "release", "reserved", -3_000_000, "2026-03-02T00:00:00Z", "training");
        history.post(user, "adjustment", "available", 1, "2026-03-01T00:00:00Z", "Later");

        String february = json(user, "2026-02");

        assertThat(JsonPath.<Map<String, Object>>read(february, "$.opening"))
                .isEqualTo(Map.of("balance", 100, "available", 100, "reserved", 0, "earnings", 0));
        assertThat(JsonPath.<Map<String, Object>>read(february, "$.closing"))
                .isEqualTo(Map.of("balance", 495.25, "available", 492.25, "reserved", 3, "earnings", 0.8));
        assertThat(JsonPath.<List<Map<String, Object>>>read(february, "$.totals"))
                .containsExactly(
                        Map.of("kind", "purchase", "entries", 1, "balance", 500, "earnings", 0),
                        Map.of("kind", "refund", "entries", 1, "balance", -100, "earnings", 0),
                        Map.of("kind", "reservation", "entries", 1, "balance", 3, "earnings", 0),
                        Map.of("kind", "usage", "entries", 4, "balance", -7.75, "earnings", 0.8));
        assertThat(JsonPath.<List<String>>read(february, "$.purchases.data[*].description"))
                .containsExactly("Refund", "500 credits");
        assertThat(JsonPath.<Integer>read(february, "$.purchases.total")).isEqualTo(400);
        assertThat(JsonPath.<List<Map<String, Object>>>read(february, "$.usage.data"))
                .containsExactly(
                        Map.of("deployment_id", dear.toString(), "calls", 1, "amount", 7),
                        Map.of("deployment_id", cheap.toString(), "calls", 2, "amount", 0.75));
        assertThat(JsonPath.<Map<String, Object>>read(february, "$.usage.total"))
                .isEqualTo(Map.of("calls", 3, "amount", 7.75));
        assertThat(JsonPath.<List<Map<String, Object>>>read(february, "$.earnings.data"))
                .containsExactly(Map.of("deployment_id", own.toString(), "calls", 1, "amount", 0.8));
        assertThat(JsonPath.<String>read(february, "$.from")).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(JsonPath.<String>read(february, "$.to")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(JsonPath.<Boolean>read(february, "$.closed")).isTrue();
        assertThat(JsonPath.<Object>read(json(user, "2026-01"), "$.closing"))
                .isEqualTo(JsonPath.<Object>read(february, "$.opening"));
        assertThat(JsonPath.<Object>read(json(user, "2026-03"), "$.opening"))
                .isEqualTo(JsonPath.<Object>read(february, "$.closing"));
    }

    @Test
    void tellsTheMonthUnderWayUntilNowAsTheLedgerHasIt() {
        UUID user = deliveries.newUser();
        UUID owner = deliveries.newUser();
        UUID job = UUID.randomUUID();
        deliveries.deliver(
                usage(user, owner, 2_000_001),
                usage(owner, user, 1_000_000),
                usage(user, user, 500_000),
                new JobSubmitted(job, user, "training", 40_000_000, Instant.EPOCH),
                new JobSucceeded(job, user, "training", 10_000_000, owner, 0, null, Instant.EPOCH),
                new JobSubmitted(UUID.randomUUID(), user, "training", 4_000_000, Instant.EPOCH));

        String now = json(user, current.toString());

        assertThat(JsonPath.<Boolean>read(now, "$.closed")).isFalse();
        assertThat(Instant.parse(JsonPath.read(now, "$.to"))).isBeforeOrEqualTo(Instant.now());
        assertThat(JsonPath.<Integer>read(now, "$.opening.balance")).isZero();
        assertThat(micro(now, "$.closing.available")).isEqualTo(books.available(user));
        assertThat(micro(now, "$.closing.reserved"))
                .isEqualTo(books.reserved(user))
                .isEqualTo(4_000_000);
        assertThat(micro(now, "$.closing.earnings"))
                .isEqualTo(books.earnings(user))
                .isEqualTo(1_200_000);
        assertThat(micro(now, "$.usage.total.amount")).isEqualTo(2_500_001);
        assertThat(JsonPath.<Integer>read(now, "$.usage.total.calls")).isEqualTo(2);
        assertThat(micro(now, "$.earnings.total.amount")).isEqualTo(1_200_000);
        assertThat(micro(json(owner, current.toString()), "$.earnings.total.amount"))
                .isEqualTo(books.earnings(owner));
        assertThat(JsonPath.<List<String>>read(json(owner, current.toString()), "$.earnings.data[*].calls"))
                .hasSize(2);
    }

    @Test
    void printsThePdfUnlessJsonIsAskedFor() throws IOException {
        UUID user = history.newUser();
        UUID deployment = UUID.randomUUID();
        history.post(user, "purchase", "available", 500_000_000, "2026-01-10T10:00:00Z", "Пополнение на Ελληνικά");
        history.post(user, "purchase", "available", 1_000_000, "2026-01-11T10:00:00Z", "信用 \uD83D\uDE00 =a\u0007b");
        history.post(user, "usage", "available", -1_234_567, "2026-01-12T10:00:00Z", "prediction", deployment);

        for (String accept : List.of("application/pdf", "*/*", "text/html,application/xml;q=0.9,*/*;q=0.8")) {
            byte[] pdf = get("/2026-01", user, accept)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PDF)
                    .expectHeader()
                    .valueEquals(
                            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mainnet-statement-2026-01.pdf\"")
                    .expectBody(byte[].class)
                    .returnResult()
                    .getResponseBody();
            assertThat(text(pdf))
                    .contains("Mainnetstatement,January2026", "ada", user.toString())
                    .contains("Openingbalance0000", "Closingbalance499.765433499.76543300")
                    .contains("purchase25010", "usage1-1.2345670", deployment + "11.234567", "Total501")
                    .contains("ПополнениенаΕλληνικά", "???=ab");
            assertThat(pdf).hasSizeLessThan(200_000);
        }
        get("/2026-01", user, "text/csv").expectStatus().isEqualTo(406);
    }

    @Test
    void sumsUpWhatWouldMakeAListTooLong() throws IOException {
        UUID user = history.newUser();
        for (int i = 1; i <= MonthTotals.MOST_DEPLOYMENTS + 3; i++) {
            history.post(user, "usage", "available", -i, "2026-01-12T10:00:00Z", "prediction", UUID.randomUUID());
        }
        for (int i = 0; i < 102; i++) {
            history.post(user, "purchase", "available", 1_000_000, "2026-01-13T10:00:00Z", "x".repeat(500));
        }

        String january = json(user, "2026-01");

        assertThat(JsonPath.<List<Object>>read(january, "$.usage.data")).hasSize(50);
        assertThat(JsonPath.<Map<String, Object>>read(january, "$.usage.others"))
                .isEqualTo(Map.of("deployments", 3, "calls", 3, "amount", 0.000006));
        assertThat(micro(january, "$.usage.total.amount")).isEqualTo(53 * 54 / 2);
        assertThat(JsonPath.<List<Object>>read(january, "$.purchases.data")).hasSize(100);
        assertThat(JsonPath.<Integer>read(january, "$.purchases.others")).isEqualTo(2);
        assertThat(JsonPath.<Integer>read(january, "$.purchases.total")).isEqualTo(102);
        byte[] pdf = get("/2026-01", user, "application/pdf")
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        assertThat(text(pdf)).contains("3others30.000006", "2others").doesNotContain("x".repeat(130));
    }

    @Test
    void listsTheMonthsSinceTheFirstEntryNewestFirst() {
        UUID user = history.newUser();
        history.post(user, "grant", "available", 1, current.minusMonths(2) + "-01T00:00:00Z", "Welcome credits");

        get("", user, "application/json")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.data[*].month")
                .isEqualTo(List.of(
                        current.toString(),
                        current.minusMonths(1).toString(),
                        current.minusMonths(2).toString()))
                .jsonPath("$.data[*].closed")
                .isEqualTo(List.of(false, true, true));
        assertThat(JsonPath.<List<Object>>read(json(user, current.minusMonths(1).toString()), "$.totals"))
                .isEmpty();
        get("", UUID.randomUUID(), "application/json")
                .expectBody()
                .jsonPath("$.data.length()")
                .isEqualTo(1);
    }

    @Test
    void hasNoneOfAMonthThatIsNotThere() {
        UUID user = deliveries.newUser();

        for (String month : List.of(
                "2026-13",
                "2026-1",
                "november",
                "2026-11-01",
                "99999-01",
                current.plusMonths(1).toString())) {
            get("/" + month, user, "application/pdf")
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.error")
                    .isEqualTo("validation_error")
                    .jsonPath("$.details[0].field")
                    .isEqualTo("month");
        }
        get("/" + current.minusMonths(1), user, "application/pdf")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("not_found");
    }

    @Test
    void showsNothingOfAnother() {
        UUID user = history.newUser();
        UUID other = history.newUser();
        history.post(user, "purchase", "available", 500_000_000, "2026-01-10T10:00:00Z", "Mine");
        history.post(other, "grant", "available", 1, "2026-01-10T10:00:00Z", "Theirs");

        assertThat(json(other, "2026-01")).doesNotContain("Mine", user.toString(), "500");
        http.get()
                .uri("/api/v1/billing/statements/2026-01")
                .header(
                        HttpHeaders.AUTHORIZATION,
                        TestIdentity.user("ada").scoped("invoke").bearer())
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    private static long micro(String json, String path) {
        return new BigDecimal(JsonPath.read(json, path).toString())
                .movePointRight(6)
                .longValueExact();
    }

    /** Without spaces: between the cells of a table there are none. */
    private static String text(byte[] pdf) throws IOException {
        try (PdfReader reader = new PdfReader(pdf)) {
            StringBuilder text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append('\n');
            }
            return text.toString().replaceAll("\\s+", "");
        }
    }

    private String json(UUID user, String month) {
        return get("/" + month, user, "application/json")
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec get(String path, UUID user, String accept) {
        return http.get()
                .uri("/api/v1/billing/statements" + path)
                .header(HttpHeaders.AUTHORIZATION, new TestIdentity(user, "ada", List.of("client"), "billing").bearer())
                .header(HttpHeaders.ACCEPT, accept)
                .exchange();
    }
}
