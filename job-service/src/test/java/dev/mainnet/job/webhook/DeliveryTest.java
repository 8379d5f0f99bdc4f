package dev.mainnet.job.webhook;

import static dev.mainnet.job.TestFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.dispatch.FakeWorker;
import dev.mainnet.job.dispatch.FakeWorker.Held;
import dev.mainnet.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@JobServiceTest
class DeliveryTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    TestFixtures fixtures;

    @Autowired
    DatabaseClient database;

    @Autowired
    AnnounceEvent announceEvent;

    @Autowired
    TransactionalOperator transaction;

    private final TestIdentity ada = TestIdentity.user("ada");
    private final List<FakeReceiver> receivers = new ArrayList<>();

    @AfterEach
    void close() {
        receivers.forEach(FakeReceiver::close);
        database.sql("UPDATE webhook SET status = 'disabled', disabled_reason = 'owner'")
                .then()
                .block();
    }

    @Test
    void tellsHowAJobGoesInItsOrder() {
        FakeReceiver receiver = receiver(FakeReceiver.status(200));
        JsonNode webhook =
                create(ada, receiver, "job.started", "job.progress", "job.completed", "job.failed", "training.started");
        UUID job = fixtures.queued(ada);
        FakeWorker worker = FakeWorker.ofThePlatform(fixtures.client());

        Held held = worker.lease(job);
        for (int percent : List.of(5, 12, 19, 35)) {
            worker.heartbeat(held, percent, Map.of("loss", 0.5)).expectStatus().isOk();
        }
        worker.finish(held, "succeeded", "").expectStatus().isNoContent();

        List<FakeReceiver.Received> told = receiver.await(4);
        assertThat(told.stream().map(this::body).map(body -> body.get("event").asString()))
                .containsExactly("job.started", "job.progress", "job.progress", "job.completed");
        assertThat(told.stream()
                        .map(this::body)
                        .map(body -> body.at("/data/progress").asInt()))
                .containsExactly(0, 12, 35, 100);
        JsonNode last = body(told.getLast());
        assertThat(last.at("/data/job_id").asString()).isEqualTo(job.toString());
        assertThat(last.at("/data/kind").asString()).isEqualTo("batch_prediction");
        assertThat(last.at("/data/status").asString()).isEqualTo("completed");
        assertThat(Instant.parse(last.get("timestamp").asString())).isBefore(Instant.now());
        assertThat(body(told.get(1)).at("/data/metrics/loss").asDouble()).isEqualTo(0.5);
        assertSigned(told.getLast(), webhook.get("secret").asString());
    }

    @Test
    void tellsThatAJobFailedAndThatADatasetWasRead() {
        FakeReceiver receiver = receiver(FakeReceiver.status(200));
        create(ada, receiver, "job.failed", "dataset.processed");

        UUID job = fixtures.queued(ada);
        FakeWorker worker = FakeWorker.ofThePlatform(fixtures.client());
        worker.finish(worker.lease(job), "failed", "line 3: no number");
        fixtures.upload(
                ada,
                "bad.csv",
                "a,b\n1,2\n3\n".getBytes(StandardCharsets.UTF_8),
                Map.of("name", "bad", "dataset_type", "other"));

        List<JsonNode> told = receiver.await(3).stream().map(this::body).toList();
        assertThat(told.get(0).get("event").asString()).isEqualTo("dataset.processed");
        assertThat(told.get(0).at("/data/status").asString()).isEqualTo("ready");
        assertThat(told.get(0).at("/data/rows").asInt()).isEqualTo(3);
        assertThat(told.get(1).at("/data/error/message").asString()).isEqualTo("line 3: no number");
        assertThat(told.get(2).at("/data/status").asString()).isEqualTo("failed");
        assertThat(told.get(2).at("/data/error").asString()).contains("line 3");
    }

    @Test
    void triesAgainUnderTheSameIdUntilItSucceeds() {
        FakeReceiver receiver =
                receiver(FakeReceiver.status(500), FakeReceiver.redirect("/else"), FakeReceiver.status(200));
        JsonNode webhook = create(ada, receiver, "job.failed");

        announce(ada);

        List<FakeReceiver.Received> attempts = receiver.await(3);
        assertThat(attempts.stream()
                        .map(attempt -> attempt.headers().get("webhook-id"))
                        .distinct())
                .hasSize(1);
        JsonNode delivery = ended(webhook);
        assertThat(delivery.get("status").asString()).isEqualTo("delivered");
        assertThat(delivery.get("attempts").asInt()).isEqualTo(3);
        assertThat(delivery.get("response_status").asInt()).isEqualTo(200);
        assertThat(delivery.get("payload").get("event").asString()).isEqualTo("job.failed");
        await().untilAsserted(() -> assertThat(
                        fixtures.get(ada, "/webhooks/" + id(webhook)).has("failing_since"))
                .isFalse());
    }

    @Test
    void stopsWhenTheReceiverIsGone() {
        FakeReceiver receiver = receiver(FakeReceiver.status(410));
        JsonNode webhook = create(ada, receiver, "job.failed");

        announce(ada);

        await().untilAsserted(() -> assertThat(fixtures.get(ada, "/webhooks/" + id(webhook))
                        .path("disabled_reason")
                        .asString())
                .isEqualTo("gone"));
        assertThat(ended(webhook).get("status").asString()).isEqualTo("failed");
        announce(ada);
        assertThat(deliveries(webhook).size()).isEqualTo(1);
    }

    @Test
    void stopsAfterDaysOfFailure() {
        FakeReceiver receiver = receiver(FakeReceiver.status(500));
        JsonNode webhook = create(ada, receiver, "job.failed");
        database.sql("UPDATE webhook SET failing_since = now() - interval '6 days' WHERE id = $1")
                .bind(0, id(webhook))
                .then()
                .block();

        announce(ada);

        await().untilAsserted(() -> assertThat(fixtures.get(ada, "/webhooks/" + id(webhook))
                        .path("disabled_reason")
                        .asString())
                .isEqualTo("failing"));
        assertThat(ended(webhook).get("error").asString()).isEqualTo("the receiver answered 500");
    }

    @Test
    void letsSlowReceiversDelayNobodyElse() {
        TestIdentity slow = TestIdentity.user("slow");
        List<FakeReceiver> silent = Stream.generate(() -> receiver(FakeReceiver.status(500), FakeReceiver.silence()))
                .limit(5)
                .toList();
        silent.forEach(receiver -> create(slow, receiver, "job.failed"));
        // The first attempts find out who is slow.
        announce(slow);
        await().until(() -> slowOnes(slow) == 5);
        announce(slow);
        await().until(() -> silent.stream()
                        .filter(receiver -> receiver.received().size() == 2)
                        .count()
                == 4);
        FakeReceiver prompt = receiver(FakeReceiver.status(200));
        UUID webhook = id(create(ada, prompt, "job.failed"));

        for (int i = 0; i < 10; i++) {
            announce(ada);
        }

        await().until(() -> {
            // A pause of this machine makes it late without its doing.
            database.sql("UPDATE webhook SET slow = false WHERE id = $1 AND slow")
                    .bind(0, webhook)
                    .then()
                    .block();
            return prompt.received().size() == 10;
        });
        assertThat(silent)
                .filteredOn(receiver -> receiver.received().size() == 2)
                .hasSize(4);
    }

    @Test
    void isTakenOverFromAnInstanceThatDied() {
        FakeReceiver receiver = receiver(FakeReceiver.status(200));
        JsonNode webhook = create(ada, receiver, "job.failed");
        Instant before = Instant.now();
        database.sql("""
                        UPDATE webhook SET claimed_by = gen_random_uuid(), claimed_until = now() + interval '2 seconds' WHERE id = $1
                        """).bind(0, id(webhook)).then().block();

        announce(ada);

        receiver.await(1);
        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void keepsOnlySoManyWaiting() {
        FakeReceiver receiver = receiver(FakeReceiver.silence());
        JsonNode webhook = create(ada, receiver, "job.failed");

        for (int i = 0; i < 25; i++) {
            announce(ada);
        }

        List<JsonNode> all = deliveries(webhook).valueStream().toList();
        assertThat(all).hasSize(25);
        assertThat(all.stream().filter(one -> one.get("status").asString().equals("failed")))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.get("error").asString()).contains("too many"));
    }

    @Test
    void deliversAgainWhenItsOwnerAsks() {
        FakeReceiver receiver = receiver(FakeReceiver.status(200));
        JsonNode webhook = create(ada, receiver, "job.failed");
        announce(ada);
        JsonNode first = ended(webhook);
        String path = "/api/v1/webhooks/" + id(webhook) + "/deliveries/"
                + first.get("id").asString() + "/redeliver";

        JsonNode again = json(fixtures.client()
                .post()
                .uri(path)
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isCreated());

        List<FakeReceiver.Received> told = receiver.await(2);
        assertThat(again.get("id")).isNotEqualTo(first.get("id"));
        assertThat(told.get(1).headers().get("webhook-id"))
                .isEqualTo(told.get(0).headers().get("webhook-id"));
        assertThat(told.get(1).body()).isEqualTo(told.get(0).body());
        fixtures.client()
                .post()
                .uri(path)
                .header("Authorization", TestIdentity.user("eve").bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void signsWithBothSecretsAfterAChange() {
        FakeReceiver receiver = receiver(FakeReceiver.status(200));
        JsonNode webhook = create(ada, receiver, "job.failed");
        SigningSecret next = SigningSecret.generate();
        fixtures.client()
                .patch()
                .uri("/webhooks/" + id(webhook))
                .header("Authorization", ada.bearer())
                .bodyValue(Map.of("secret", next.text()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.secret")
                .doesNotExist();

        announce(ada);

        FakeReceiver.Received told = receiver.await(1).getFirst();
        assertSigned(told, next.text());
        assertSigned(told, webhook.get("secret").asString());
    }

    private void announce(TestIdentity who) {
        Mono.defer(() -> announceEvent.announce(
                        who.accountId(), WebhookEvent.JOB_FAILED, Instant.now(), Map.of("job_id", UUID.randomUUID())))
                .as(transaction::transactional)
                .block();
    }

    @SafeVarargs
    private FakeReceiver receiver(Function<HttpServerResponse, Publisher<Void>>... answers) {
        var receiver = new FakeReceiver(answers);
        receivers.add(receiver);
        return receiver;
    }

    private JsonNode create(TestIdentity who, FakeReceiver receiver, String... events) {
        return json(fixtures.client()
                .post()
                .uri("/webhooks")
                .header("Authorization", who.bearer())
                .bodyValue(Map.of("url", receiver.url(), "events", List.of(events)))
                .exchange()
                .expectStatus()
                .isCreated());
    }

    private JsonNode deliveries(JsonNode webhook) {
        return fixtures.get(ada, "/webhooks/" + id(webhook) + "/deliveries?limit=100")
                .get("data");
    }

    private JsonNode ended(JsonNode webhook) {
        return await().until(() -> deliveries(webhook).path(0), delivery -> delivery.has("ended_at"));
    }

    private long slowOnes(TestIdentity who) {
        return database.sql("SELECT count(*) FROM webhook WHERE owner_id = $1 AND slow")
                .bind(0, who.accountId())
                .mapValue(Long.class)
                .one()
                .block();
    }

    private JsonNode body(FakeReceiver.Received received) {
        return JSON.readTree(received.body());
    }

    private static void assertSigned(FakeReceiver.Received told, String secret) {
        String signature = SigningSecret.parse(secret)
                .orElseThrow()
                .sign(
                        told.headers().get("webhook-id"),
                        Instant.ofEpochSecond(Long.parseLong(told.headers().get("webhook-timestamp"))),
                        told.body());
        assertThat(told.headers().get("webhook-signature").split(" ")).contains(signature);
    }

    private static UUID id(JsonNode webhook) {
        return UUID.fromString(webhook.get("id").asString());
    }
}
