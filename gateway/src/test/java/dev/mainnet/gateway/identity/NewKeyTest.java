package dev.mainnet.gateway.identity;

import static dev.mainnet.gateway.FakePlatform.KEY_PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Keys;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class NewKeyTest {

    private static final UUID ADA = UUID.randomUUID();

    @Autowired
    WebTestClient http;

    @Autowired
    NewKeys newKeys;

    @Test
    void worksThoughTheGatewayHearsOfItLater() {
        String text = Keys.newText();
        publishOnceAwaited(text);

        assertThat(call(Clients.newAddress(), Map.of("x-api-key", text)).status())
                .isEqualTo(200);
    }

    @Test
    void worksBesideATokenToo() {
        String text = Keys.newText();
        publishOnceAwaited(text);

        assertThat(call(Clients.newAddress(), Map.of("x-api-key", text, "Authorization", Tokens.bearer(ADA)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isRefusedWhenThePatienceIsOver() {
        Answer answer = call(Clients.newAddress(), Map.of("x-api-key", Keys.newText()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.took()).isGreaterThanOrEqualTo(KEY_PATIENCE);
        await().until(() -> newKeys.waiting() == 0);
    }

    @Test
    void isNotWaitedForWhereItIsRevokedExpiredOrNoKey() {
        String revoked = Keys.newText();
        ApiKeyIssued key = Keys.issue(http, ADA, revoked, null);
        TestKafka.publish(new ApiKeyRevoked(key.keyId()));
        await().until(() ->
                call(Clients.newAddress(), Map.of("x-api-key", revoked)).status() == 401);
        String expired = Keys.newText();
        TestKafka.publish(Keys.key(ADA, expired, null, Instant.now().minusSeconds(1)));
        call(Clients.newAddress(), Map.of("x-api-key", expired));

        for (String text : List.of(revoked, expired, "mk_short", "mk_" + "-".repeat(32))) {
            Answer answer = call(Clients.newAddress(), Map.of("x-api-key", text));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.took()).as(text).isLessThan(KEY_PATIENCE);
        }
    }

    @Test
    void isNotWaitedForInAFloodOfOneAddress() {
        String address = Clients.newAddress();
        List<String> texts = Stream.generate(Keys::newText).limit(60).toList();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = texts.stream()
                    .map(text -> CompletableFuture.supplyAsync(
                            () -> call(address, Map.of("x-api-key", text)).status(), callers))
                    .toList();

            await().until(() -> answers.stream().filter(Future::isDone).count() == 52);
            assertThat(newKeys.waiting()).isEqualTo(8);
            texts.forEach(text -> TestKafka.publish(Keys.key(ADA, text, null, null)));
            assertThat(answers.stream().map(CompletableFuture::join))
                    .containsOnly(200, 401)
                    .filteredOn(status -> status == 200)
                    .hasSize(8);
        }
        await().until(() -> newKeys.waiting() == 0);
    }

    private void publishOnceAwaited(String text) {
        var _ = CompletableFuture.runAsync(() -> {
            await().until(() -> newKeys.waiting() == 1);
            TestKafka.publish(Keys.key(ADA, text, null, null));
        });
    }

    private record Answer(int status, Duration took) {}

    private Answer call(String address, Map<String, String> headers) {
        long start = System.nanoTime();
        int status = Clients.status(Clients.from(http, address), headers);
        return new Answer(status, Duration.ofNanos(System.nanoTime() - start));
    }
}
