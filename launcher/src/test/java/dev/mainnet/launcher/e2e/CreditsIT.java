package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.testing.EventFeed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** Credits are neither lost nor spent twice, however many spend them at once and whatever dies meanwhile. */
@PlatformTest
class CreditsIT {

    private static final int CALLS_AT_ONCE = 200;
    private static final int DEBITS = 10_000;
    private static final long COST_MICRO = 10_000;

    @Test
    void ofManyCallsAtOnceNoMoreStartThanTheBalanceCovers(RunningPlatform platform) throws Exception {
        Irises irises = Irises.publishedBy(
                platform.signUp(),
                platform,
                "\"visibility\": \"public\", \"pricing\": {\"per_request\": 10}, \"rate_limit\": {\"requests_per_minute\": 100000}");
        TestUser caller = platform.signUp();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caller.balance("available").compareTo(new BigDecimal("100")) == 0);

        List<Answer> answers = atOnce(() -> whatIsAnswered(caller, irises.path()));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 402);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 402)
                .extracting(answer -> answer.at("/details/0/field"))
                .isSubsetOf("credits", "in_flight");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(caller.balance("available")).isEqualByComparingTo("0"));
        assertThat(irises.publisher().balance("earnings")).isEqualByComparingTo("80");
    }

    @Test
    void creditsAreBoughtOnTheTestPageAndArriveOnce(RunningPlatform platform) {
        TestUser buyer = platform.signUp();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> buyer.balance("available").compareTo(new BigDecimal("100")) == 0);

        String url = buyer.call(200, "POST", "/api/payment/buy", "{\"creditsToBuy\": 500}")
                .at("/url");
        assertThat(url).startsWith(platform.gateway().address() + "/payment/checkout/cs_test_");
        String page = url.substring(platform.gateway().address().length());
        assertThat(platform.gateway().json("GET", page, Map.of(), "").text()).contains("TEST MODE", "500 Credits");
        for (int i = 0; i < 2; i++) {
            Answer paid = platform.gateway().json("POST", page + "/pay", Map.of(), "");
            assertThat(paid.status()).as(paid.text()).isEqualTo(303);
        }

        assertThat(buyer.balance("available")).isEqualByComparingTo("600");
        Answer forged = platform.gateway()
                .json("POST", "/api/v1/billing/stripe/webhook", Map.of("Stripe-Signature", "t=1,v1=00"), "{}");
        assertThat(forged.status()).as(forged.text()).isEqualTo(400);
        Answer stranger = platform.gateway().json("POST", "/api/payment/buy", Map.of(), "{\"creditsToBuy\": 500}");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.text()).isEqualTo("{\"error\":\"No token provided\"}");
        Answer nothing = buyer.call(400, "POST", "/api/payment/buy", "{\"creditsToBuy\": 0}");
        assertThat(nothing.text()).isEqualTo("{\"error\":\"Invalid credit quantity\"}");
    }

    @Test
    void showsPricesToEverybodyAndAMonthAsPdf(RunningPlatform platform) {
        assertThat(platform.gateway()
                        .json("GET", "/api/v1/billing/prices", Map.of(), "")
                        .json()
                        .path("credit_price_cents")
                        .asInt())
                .isEqualTo(1);
        TestUser user = platform.signUp();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> user.balance("available").compareTo(new BigDecimal("100")) == 0);
        String month = user.call(200, "GET", "/api/v1/billing/statements", "").at("/data/0/month");
        assertThat(user.call(200, "GET", "/api/v1/billing/statements/" + month, "")
                        .text())
                .startsWith("%PDF-");
        user.call(403, "GET", "/api/v1/billing/audit", "");
        user.call(200, "GET", "/api/v1/billing/grants", "");
        user.call(200, "GET", "/api/v1/billing/payouts", "");
    }

    @Test
    void debitsTenThousandCallsOnceEachWhileEverythingTheyNeedIsKilled(RunningPlatform platform) {
        TestUser admin = platform.administrator();
        UUID owner = UUID.randomUUID();
        List<UUID> payers = Stream.generate(UUID::randomUUID).limit(20).toList();
        List<Part> victims = List.of(Part.BILLING_SERVICE, Part.POSTGRES, Part.KAFKA);

        try (EventFeed feed = new EventFeed(platform.kafka())) {
            for (int i = 0; i < DEBITS; i++) {
                UUID eventId = UUID.randomUUID();
                UsageRecorded call = call(payers.get(i % payers.size()), owner);
                Future<RecordMetadata> sent = feed.send(eventId, call);
                if (i % 20 == 0) {
                    // A relay that died between sending and noting it sends again.
                    sent = feed.send(eventId, call);
                }
                if (i % 2_500 == 2_499 && i < DEBITS - 1) {
                    EventFeed.await(sent);
                    platform.kill(victims.get(i / 2_500));
                }
            }
        }

        BigDecimal each = new BigDecimal(-DEBITS / payers.size() * COST_MICRO).movePointLeft(6);
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(field(admin, owner, "/earnings")).isEqualByComparingTo("80");
                    for (UUID payer : payers) {
                        assertThat(field(admin, payer, "/available")).isEqualByComparingTo(each);
                    }
                });
        Answer books = admin.call(200, "GET", "/api/v1/billing/reconciliation", "");
        assertThat(books.json().path("balanced").asBoolean()).as(books.text()).isTrue();
    }

    private static UsageRecorded call(UUID payer, UUID owner) {
        return new UsageRecorded(
                UUID.randomUUID(),
                "prediction",
                payer,
                null,
                UUID.randomUUID(),
                UUID.randomUUID(),
                owner,
                COST_MICRO,
                new Quantity(1),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static BigDecimal field(TestUser admin, UUID user, String field) {
        Answer answer = admin.call("GET", "/api/v1/billing/users/" + user + "/balance", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at(field).decimalValue(BigDecimal.ZERO);
    }

    /** A call that is not answered in time is repeated, and not paid twice. */
    private static Answer whatIsAnswered(TestUser caller, String path) {
        String key = UUID.randomUUID().toString();
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> caller.call("POST", path, Irises.MEASUREMENTS, "Idempotency-Key", key),
                        answer -> answer.status() != 503 && answer.status() != 409);
    }

    private static List<Answer> atOnce(Callable<Answer> call) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLS_AT_ONCE)) {
            List<Future<Answer>> calls = callers.invokeAll(
                    IntStream.range(0, CALLS_AT_ONCE).mapToObj(i -> call).toList());
            return calls.stream().map(Future::resultNow).toList();
        }
    }
}
