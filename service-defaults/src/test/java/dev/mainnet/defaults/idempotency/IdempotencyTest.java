package dev.mainnet.defaults.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class IdempotencyTest {

    @Autowired
    WebTestClient web;

    @Autowired
    DatabaseClient database;

    private final TestIdentity ada = TestIdentity.user("ada");
    private final String key = UUID.randomUUID().toString();

    @Test
    void answersTheSameForTheSameKeyAndBody() {
        var first = order(ada, key, "pen");
        var second = order(ada, key, "pen");

        assertThat(first.getStatus().value()).isEqualTo(201);
        assertThat(second.getStatus().value()).isEqualTo(201);
        assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(second.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
    }

    @Test
    void repeatsAlsoAnAnswerThatHasNoContent() {
        for (String replayed : Arrays.asList(null, "true")) {
            var answer = web.post()
                    .uri("/silence")
                    .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                    .header(IdempotencyFilter.HEADER, key)
                    .exchange()
                    .expectBody(String.class)
                    .returnResult();
            assertThat(answer.getResponseBody()).isNull();
            assertThat(answer.getStatus().value()).isEqualTo(201);
            assertThat(answer.getResponseHeaders().getFirst("Idempotent-Replayed"))
                    .isEqualTo(replayed);
        }
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        order(ada, key, "pen");

        var second = order(ada, key, "book");

        assertThat(second.getStatus().value()).isEqualTo(422);
        assertThat(second.getResponseBody()).contains("idempotency_mismatch");
    }

    @Test
    void tellsUploadsApartByTheirLengthAndNotByTheirBoundary() {
        var first = upload("-----1", "a model");
        var again = upload("-----2", "a model");
        var other = upload("-----3", "another model");

        assertThat(first.getStatus().value()).isEqualTo(200);
        assertThat(again.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(other.getStatus().value()).isEqualTo(422);
    }

    @Test
    void keepsTheKeysOfTwoAccountsApart() {
        var hers = order(ada, key, "pen");
        var his = order(TestIdentity.user("bob"), key, "pen");

        assertThat(his.getResponseBody()).isNotEqualTo(hers.getResponseBody());
    }

    @Test
    void takesEffectOnceHoweverManyComeAtOnce() {
        List<EntityExchangeResult<String>> answers;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> order(ada, key, "slow"), callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers)
                .extracting(answer -> answer.getStatus().value())
                .contains(201, 409)
                .containsOnly(201, 409);
        assertThat(answers.stream()
                        .filter(answer -> answer.getStatus().value() == 201)
                        .map(EntityExchangeResult::getResponseBody)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void judgesARefusedRequestAnew() {
        assertThat(order(ada, key, "nothing").getStatus().value()).isEqualTo(404);
        assertThat(order(ada, key, "pen").getStatus().value()).isEqualTo(201);
    }

    @Test
    void repeatsAFailedRequestUnderItsOperationId() {
        var failed = order(ada, key, "crash");
        var repeated = failed.getStatus().value() == 500 ? order(ada, key, "crash") : failed;

        UUID operationId = database.sql("SELECT operation_id FROM idempotent_request WHERE account_id = $1")
                .bind(0, ada.accountId())
                .map(row -> row.get(0, UUID.class))
                .one()
                .block();
        assertThat(repeated.getStatus().value()).isEqualTo(201);
        assertThat(repeated.getResponseBody()).contains(operationId.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"UPSTREAM_ERROR", "UNAVAILABLE", "UPSTREAM_TIMEOUT", "INSUFFICIENT_CREDITS"})
    void triesAStreamAgainThatFailedBeforeItsFirstEvent(ErrorCode failure) {
        assertThat(stream(false, failure).status()).isEqualTo(failure.status().value());
        assertThat(stream(false, failure)).isEqualTo(new Streamed(200, List.of("first", "last")));
        assertThat(stream(false, failure).status()).isEqualTo(409);
    }

    @Test
    void triesNoStreamAgainOfWhichAnEventWentOut() {
        assertThat(stream(true, ErrorCode.UPSTREAM_ERROR).status()).isEqualTo(200);
        assertThat(stream(true, ErrorCode.UPSTREAM_ERROR).status()).isEqualTo(409);
    }

    @Test
    void storesNeitherTheKeyNorTheAnswerInTheClear() {
        order(ada, key, "pen");

        var row = database.sql("SELECT * FROM idempotent_request WHERE account_id = $1")
                .bind(0, ada.accountId())
                .fetch()
                .one()
                .block();
        assertThat(row.get("status")).isEqualTo(201);
        assertThat(bytes(row.get("body"))).doesNotContain("order_id");
        assertThat(bytes(row.get("key_hash"))).doesNotContain(key);
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertThat(order(ada, "x".repeat(256), "pen").getStatus().value()).isEqualTo(400);
    }

    private static String bytes(Object column) {
        return new String(((java.nio.ByteBuffer) column).array(), UTF_8);
    }

    private record Streamed(int status, List<String> events) {}

    private Streamed stream(boolean begun, ErrorCode failure) {
        FluxExchangeResult<String> answer = web.post()
                .uri("/streams")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .header(IdempotencyFilter.HEADER, key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\": \"%s\", \"begun\": %s, \"failure\": \"%s\"}".formatted(key, begun, failure))
                .exchange()
                .returnResult(String.class);
        return new Streamed(
                answer.getStatus().value(),
                answer.getResponseBody().onErrorComplete().collectList().block());
    }

    private EntityExchangeResult<String> upload(String boundary, String content) {
        String form = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n%s\r\n--%s--\r\n"
                .formatted(boundary, content, boundary);
        return web.post()
                .uri("/uploads")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .header(IdempotencyFilter.HEADER, key)
                .header(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + boundary)
                .bodyValue(form.getBytes(UTF_8))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private EntityExchangeResult<String> order(TestIdentity who, String key, String item) {
        return web.post()
                .uri("/orders")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .header(IdempotencyFilter.HEADER, key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"item_name\": \"%s\", \"price\": 2.5, \"pieces\": 2}".formatted(item))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }
}
