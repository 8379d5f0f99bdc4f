package dev.mainnet.gateway.identity;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class NewKeyTest {

    private static final UUID ADA = UUID.randomUUID();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Autowired
    WebTestClient http;

    @Autowired
    NewKeys newKeys;

    @Test
    void worksThoughTheGatewayHearsOfItLater() {
        String text = Keys.newText();
        later(() -> TestKafka.publish(Keys.key(ADA, text, null, null)));

        assertThat(call(Clients.newAddress(), Map.of("x-api-key", text)).status())
                .isEqualTo(200);
    }

    @Test
    void worksBesideATokenToo() {
        String text = Keys.newText();
        later(() -> TestKafka.publish(Keys.key(ADA, text, null, null)));

        assertThat(call(Clients.newAddress(), Map.of("x-api-key", text, "Authorization", Tokens.bearer(ADA)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isRefusedWhenThePatienceIsOver() {
        Answer answer = call(Clients.newAddress(), Map.of("x-api-key", Keys.newText()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.took()).isBetween(PATIENCE, PATIENCE.plusSeconds(3));
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
            assertThat(answer.took()).as(text).isLessThan(PATIENCE);
        }
    }

    @Test
    void isNotWaitedForInAFloodOfOneAddress() {
        String address = Clients.newAddress();
        List<Answer> answers;
        AtomicInteger most = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 60)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                most.accumulateAndGet(newKeys.waiting(), Math::max);
                                return call(address, Map.of("x-api-key", Keys.newText()));
                            },
                            callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(401);
        assertThat(answers).extracting(Answer::took).anyMatch(took -> took.compareTo(PATIENCE) < 0);
        assertThat(most).hasValueLessThanOrEqualTo(8);
        await().until(() -> newKeys.waiting() == 0);
    }

    private static void later(Runnable work) {
        var _ = CompletableFuture.runAsync(work, CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
    }

    private record Answer(int status, Duration took) {}

    private Answer call(String address, Map<String, String> headers) {
        Instant start = Instant.now();
        int status = Clients.status(Clients.from(http, address), headers);
        return new Answer(status, Duration.between(start, Instant.now()));
    }
}
