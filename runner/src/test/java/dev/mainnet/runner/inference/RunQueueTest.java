package dev.mainnet.runner.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.testing.OnnxModels;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunQueueTest extends RunnerTest {
    private static final String FOREVER = """
            {"parameters":{"timeout":TIMEOUT},"inputs":[
              {"name":"n","shape":[],"datatype":"INT64","data":[9000000000000000000]},
              {"name":"x","shape":[],"datatype":"FP32","data":[0]}]}""";
    private static final String SHORT = FOREVER.replace("9000000000000000000", "3");

    @BeforeEach
    void models() {
        load("loop", OnnxModels.loop());
    }

    private static String forever(Duration timeout) {
        return FOREVER.replace("TIMEOUT", Long.toString(timeout.toNanos() / 1000));
    }

    private CompletableFuture<HttpResponse<byte[]>> calling(Duration timeout) {
        return http.sendAsync(
                request("/v2/models/loop/infer")
                        .POST(BodyPublishers.ofString(forever(timeout)))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static List<HttpResponse<byte[]>> answers(List<CompletableFuture<HttpResponse<byte[]>>> calls) {
        return calls.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private void servesAgain() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(infer("loop", SHORT.replace("TIMEOUT", "2000000"))
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void endsTheRunAtTheCallersTimeout() {
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, 4)
                .mapToObj(i -> calling(Duration.ofMillis(300)))
                .toList();
        calls.forEach(call -> {
            assertThat(call.join().statusCode()).isEqualTo(504);
            assertThat(error(call.join())).contains("timeout");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        servesAgain();
    }

    @Test
    void answers503WhenTheQueueIsFull() {
        // Two run, four wait.
        List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, 20)
                .mapToObj(i -> calling(Duration.ofSeconds(50)))
                .toList();
        await().until(() -> answers(calls).size() == 14);
        assertThat(answers(calls)).hasSize(14).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        });
        calls.forEach(call -> call.cancel(true));
        servesAgain();
    }

    @Test
    void endsTheRunsOfCallersThatHangUp() {
        // Two run, four wait, and the others are refused.
        List<CompletableFuture<HttpResponse<byte[]>>> calls = IntStream.range(0, 12)
                .mapToObj(i -> calling(Duration.ofSeconds(50)))
                .toList();
        await().until(() -> answers(calls).size() == 6);
        calls.forEach(call -> call.cancel(true));
        servesAgain();
    }
}
