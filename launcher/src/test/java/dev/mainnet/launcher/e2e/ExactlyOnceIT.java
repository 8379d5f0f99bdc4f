package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.UnreachableGatewayException;
import dev.mainnet.launcher.settings.Part;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is killed while calls are under way, every answered call is debited exactly once. */
@PlatformTest
class ExactlyOnceIT {

    private static final BigDecimal PRICE = new BigDecimal("0.01");
    private static final int CALLS = 400;
    private static final int AT_ONCE = 8;

    @ParameterizedTest
    @EnumSource
    void debitsEachAnsweredCallOnceThroughAKill(Part killed, RunningPlatform platform) {
        Irises irises = published(platform);
        TestUser caller = caller(platform);
        AtomicInteger answered = new AtomicInteger();
        Semaphore half = new Semaphore(0);

        try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < CALLS; i++) {
                callers.execute(() -> {
                    callUntilAnswered(caller, irises.path());
                    answered.incrementAndGet();
                    half.release();
                });
            }
            half.acquireUninterruptibly(CALLS / 2);
            platform.killAndAwaitRestart(killed);
        }

        assertThat(answered.get()).isEqualTo(CALLS);
        BigDecimal expected = new BigDecimal("100").subtract(PRICE.multiply(new BigDecimal(CALLS)));
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(caller.balance("available")).isEqualByComparingTo(expected));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(irises.publisher().balance("earnings"))
                        .isEqualByComparingTo(
                                PRICE.multiply(new BigDecimal(CALLS)).multiply(new BigDecimal("0.8"))));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Answer books = platform.administrator().call(200, "GET", "/api/v1/billing/reconciliation", "");
            assertThat(books.json().path("balanced").asBoolean())
                    .as(books.text())
                    .isTrue();
        });
    }

    @Test
    void repeatsTheSameAnswerForTheSameIdempotencyKeyAndChargesOnce(RunningPlatform platform) {
        Irises irises = published(platform);
        TestUser caller = caller(platform);
        String key = UUID.randomUUID().toString();

        Answer first = caller.call("POST", irises.path(), Irises.MEASUREMENTS, "Idempotency-Key", key);
        platform.killAndAwaitRestart(Part.MODEL_SERVICE);
        Answer second = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> caller.call("POST", irises.path(), Irises.MEASUREMENTS, "Idempotency-Key", key),
                        answer -> answer.status() != 503);
        Answer other = caller.call("POST", irises.path(), "{\"input\": [1, 2, 3, 4]}", "Idempotency-Key", key);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/error")).isEqualTo("idempotency_mismatch");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(caller.balance("available")).isEqualByComparingTo("99.99"));
    }

    @Test
    void debitsNothingWhileTheRunnerIsDown(RunningPlatform platform) {
        Irises irises = published(platform);
        TestUser caller = caller(platform);

        platform.kill(Part.RUNNER);
        Answer answer = caller.call("POST", irises.path(), Irises.MEASUREMENTS);
        int paid = 0;
        // On a machine that pauses the runner may be back before the call comes.
        while (answer.status() == 200 && ++paid < 3) {
            platform.kill(Part.RUNNER);
            answer = caller.call("POST", irises.path(), Irises.MEASUREMENTS);
        }

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.at("/error")).isEqualTo("unavailable");
        Answer again = await().atMost(Duration.ofSeconds(60))
                .until(() -> caller.call("POST", irises.path(), Irises.MEASUREMENTS), later -> later.status() == 200);
        assertThat(again.json().at("/cost/balance").decimalValue())
                .isEqualByComparingTo(new BigDecimal("100").subtract(PRICE.multiply(BigDecimal.valueOf(paid + 1))));
    }

    /** One idempotency key for each call, so that a call whose answer was lost can be repeated without being paid twice. */
    private static void callUntilAnswered(TestUser caller, String path) {
        String key = UUID.randomUUID().toString();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    try {
                        Answer answer = caller.call("POST", path, Irises.MEASUREMENTS, "Idempotency-Key", key);
                        // What a killed part may be answered with; anything else is a fault.
                        assertThat(answer.status()).as(answer.text()).isIn(200, 409, 502, 503, 504);
                        return answer.status() == 200;
                    } catch (UnreachableGatewayException e) {
                        return false;
                    }
                });
    }

    private static Irises published(RunningPlatform platform) {
        return Irises.publishedBy(
                platform.signUp(),
                platform,
                "\"visibility\": \"public\", \"pricing\": {\"per_request\": " + PRICE + "}");
    }

    private static TestUser caller(RunningPlatform platform) {
        TestUser caller = platform.signUp();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caller.balance("available").compareTo(new BigDecimal("100")) == 0);
        return caller;
    }
}
