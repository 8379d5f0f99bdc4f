package dev.mainnet.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.JobEvent.ModelTrained;
import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.dispatch.FakeWorker;
import dev.mainnet.job.dispatch.FakeWorker.Held;
import dev.mainnet.job.lifecycle.StopJob;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@JobServiceTest
class TrainingTest {

    private static final Map<String, Object> REPORT = Map.of(
            "artifact",
            "model.onnx",
            "parameters",
            35,
            "performance",
            Map.of("accuracy", 0.9),
            "final_metrics",
            Map.of("val_accuracy", 0.9),
            "history",
            Map.of("loss", List.of(0.9, 0.5)),
            "best_epoch",
            2,
            "ended_by",
            "completed");

    @Autowired
    TestFixtures fixtures;

    @Autowired
    StopJob stopJob;

    private final TestIdentity ada =
            TestIdentity.user("ada" + UUID.randomUUID().toString().substring(0, 8));
    private FakeWorker worker;

    @BeforeEach
    void enrol() {
        worker = FakeWorker.enrol(fixtures.client(), ada.bearer(), List.of("training"));
    }

    @Test
    void isAcceptedAtBothPathsInTheDocumentsShape() {
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        for (String path : List.of("/training", "/api/v1/training")) {
            JsonNode answer = TestFixtures.json(
                    start(path, dataset, Map.of()).expectStatus().isCreated());
            assertThat(answer.get("status").asString()).isEqualTo("queued");
            assertThat(answer.get("estimated_time").asLong()).isPositive();
            assertThat(answer.get("created_at").asString()).isNotEmpty();
            UUID job = UUID.fromString(answer.get("job_id").asString());
            assertThat(fixtures.get(ada, path + "/status/" + job)
                            .get("total_epochs")
                            .asInt())
                    .isEqualTo(100);
        }
        assertThat(fixtures.get(ada, "/training").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void refusesWhatDoesNotFitWithTheFieldThatIsWrong() {
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);

        assertRefused(start("/training", dataset, Map.of("target", "colour")), "target");
        assertRefused(start("/training", dataset, Map.of("model_type", "gpt_mini")), "model_type");
        assertRefused(start("/training", dataset, Map.of("model_type", "linear_regression")), "model_type");
        assertRefused(start("/training", dataset, Map.of("hyperparameters", Map.of("epochs", 0))), "epochs");
        assertRefused(start("/api/v1/training", dataset, Map.of("gpu", 1)), "gpu");
        start("/training", UUID.randomUUID(), Map.of()).expectStatus().isNotFound();
        TestIdentity eve = TestIdentity.user("eve");
        fixtures.client()
                .get()
                .uri("/training/status/" + started())
                .header("Authorization", eve.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void anAccountHasFiveAtOnce() {
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        List<CompletableFuture<Integer>> statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start("/training", dataset, Map.of())
                        .returnResult(Void.class)
                        .getStatus()
                        .value()))
                .toList();
        assertThat(statuses.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(201, 201, 201, 201, 201, 429, 429, 429);

        JsonNode refusal = TestFixtures.json(
                start("/training", dataset, Map.of()).expectStatus().isEqualTo(429));
        assertThat(refusal.get("error").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(refusal.get("message").asString()).startsWith("Too many requests");
        assertThat(refusal.get("retry_after").asInt()).isEqualTo(60);
    }

    @Test
    void tellsAWaitingOneItsPlace() {
        UUID first = queued();
        UUID second = queued();
        int firstPlace = status(first).get("queue_position").asInt();
        assertThat(status(second).get("queue_position").asInt()).isGreaterThan(firstPlace);
        assertThat(Instant.parse(status(second).get("estimated_start").asString()))
                .isAfterOrEqualTo(Instant.parse(status(first).get("created_at").asString()));
    }

    @Test
    void showsWhatItsWorkerMeasures() {
        UUID job = queued();
        Held held = worker.lease(job);
        assertThat(held.lease().get("parameters").get("goal").asString()).isEqualTo("classification");
        assertThat(held.lease().get("parameters").get("target").asString()).isEqualTo("species");

        worker.heartbeat(held, 45, Map.of("epoch", 45.0, "loss", 0.25, "val_accuracy", 0.9, "remaining_seconds", 7.0))
                .expectStatus()
                .isOk();

        JsonNode status = status(job);
        assertThat(status.get("status").asString()).isEqualTo("running");
        assertThat(status.get("progress").asInt()).isEqualTo(45);
        assertThat(status.get("current_epoch").asInt()).isEqualTo(45);
        assertThat(status.get("metrics").get("loss").asDouble()).isEqualTo(0.25);
        assertThat(status.get("estimated_time").asInt()).isEqualTo(7);
        assertThat(status.get("elapsed_time").asInt()).isNotNegative();
        results(job).expectStatus().isEqualTo(409);
    }

    @Test
    void isOverOnceItsModelIsRegisteredAndCostsTheTimeItComputed() {
        UUID job = queued();
        Held held = worker.lease(job);
        handIn(held, 0.5);
        assertThat(status(job).get("status").asString()).isEqualTo("running");

        ModelTrained trained = trained(job);
        GoldenExamples.assertObeysItsSchema(trained);
        assertThat(trained.performance()).containsEntry("accuracy", 0.9);
        assertThat(trained.trainingConfig()).containsEntry("optimizer", "adam");
        assertThat(trained.name()).isEqualTo("mlp_iris");
        register(trained);

        await().untilAsserted(
                        () -> assertThat(status(job).get("status").asString()).isEqualTo("completed"));
        JsonNode results = TestFixtures.json(results(job).expectStatus().isOk());
        assertThat(results.get("model_id").asString())
                .isEqualTo(trained.modelId().toString());
        assertThat(results.get("training_history").get("loss").size()).isEqualTo(2);
        assertThat(results.get("final_metrics").get("val_accuracy").asDouble()).isEqualTo(0.9);
        JobSucceeded paid = event(job, JobSucceeded.class);
        // 0.01 credits a second, and never longer than the lease was held.
        assertThat(paid.computeFeeMicro()).isBetween(1L, 5_000L);
        assertThat(paid.operatorId()).isEqualTo(ada.accountId());
    }

    @Test
    void failsAndCostsNothingWhenItsModelIsRefused() {
        UUID job = queued();
        handIn(worker.lease(job), 1);
        ModelTrained trained = trained(job);

        TestKafka.publish(new ModelRefused(trained.modelId(), ada.accountId(), "broken"));

        await().untilAsserted(
                        () -> assertThat(status(job).get("status").asString()).isEqualTo("failed"));
        assertThat(status(job).get("error").get("message").asString()).contains("broken");
        assertThat(event(job, JobFailed.class)).isNotNull();
    }

    @Test
    void endsAtItsOwnersWordWithWhatItHas() {
        UUID job = queued();
        Held held = worker.lease(job);
        CompletableFuture<JsonNode> stopped = CompletableFuture.supplyAsync(() ->
                TestFixtures.json(post("/training/stop/" + job).expectStatus().isOk()));

        await().untilAsserted(() -> assertThat(TestFixtures.json(worker.heartbeat(held, null, Map.of()))
                        .get("stop")
                        .asBoolean())
                .isTrue());
        handIn(held, 0.1);
        register(trained(job));

        assertThat(stopped.join().get("status").asString()).isEqualTo("stopped");
        assertThat(stopped.join().get("message").asString()).isEqualTo("Training job stopped successfully");
        assertThat(status(job).get("status").asString()).isEqualTo("stopped");
        assertThat(status(job).get("model_id")).isNotNull();
        assertThat(event(job, JobSucceeded.class)).isNotNull();
        post("/training/stop/" + job).expectStatus().isEqualTo(409);
    }

    @Test
    void isCompletedThoughItIsStoppedWhileItsWholeModelIsRegistered() {
        UUID job = queued();
        handIn(worker.lease(job), 0.1);

        stopJob.stop(ada.accountId(), job).block();
        register(trained(job));

        await().untilAsserted(
                        () -> assertThat(status(job).get("status").asString()).isEqualTo("completed"));
    }

    @Test
    void costsNothingWhenItIsStoppedBeforeThereIsAnythingToKeep() {
        UUID waiting = queued();
        post("/training/stop/" + waiting).expectStatus().isOk();
        assertThat(status(waiting).get("status").asString()).isEqualTo("stopped");
        assertThat(event(waiting, JobCancelled.class)).isNotNull();

        UUID begun = queued();
        Held held = worker.lease(begun);
        CompletableFuture<?> stopping = CompletableFuture.runAsync(
                () -> post("/training/stop/" + begun).expectStatus().isOk());
        await().until(() -> TestFixtures.json(worker.heartbeat(held, null, Map.of()))
                .get("stop")
                .asBoolean());
        worker.finish(held, "stopped", "").expectStatus().isNoContent();
        stopping.join();
        assertThat(event(begun, JobCancelled.class)).isNotNull();
    }

    @Test
    void anotherWorkerGoesOnFromTheCheckpointAndNobodyElseSeesIt() {
        UUID job = queued();
        Held first = worker.lease(job);
        worker.artifact(first, "checkpoint", "epoch 1").expectStatus().isNoContent();
        worker.artifact(first, "checkpoint", "epoch 2").expectStatus().isNoContent();
        worker.finish(first, "infrastructure_failure", "gone").expectStatus().isNoContent();

        Held second = worker.lease(job);
        assertThat(second.lease()
                        .get("inputs")
                        .valueStream()
                        .map(input -> input.get("name").asString()))
                .containsExactly("dataset", "checkpoint");
        assertThat(worker.input(second, "checkpoint")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .isEqualTo("epoch 2");
        handIn(second, 0.1);
        register(trained(job));
        await().untilAsserted(
                        () -> assertThat(status(job).get("status").asString()).isEqualTo("completed"));
        assertThat(fixtures.job(ada, job)
                        .get("artifacts")
                        .valueStream()
                        .map(file -> file.get("name").asString()))
                .containsExactly("model.onnx");
        fixtures.client()
                .get()
                .uri("/api/v1/jobs/" + job + "/artifacts/checkpoint")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aReportNamesAFileThatTheJobMade() {
        Held held = worker.lease(queued());
        finish(held, 1, REPORT).expectStatus().isBadRequest();
        worker.finish(held, "succeeded", "").expectStatus().isBadRequest();
        worker.finish(held, "failed", "enough").expectStatus().isNoContent();
    }

    private WebTestClient.ResponseSpec start(String path, UUID dataset, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("dataset_id", dataset, "model_type", "mlp"));
        body.putAll(more);
        return fixtures.client()
                .post()
                .uri(path + "/start")
                .header("Authorization", ada.bearer())
                .bodyValue(body)
                .exchange();
    }

    private UUID started() {
        JsonNode answer = TestFixtures.json(start("/training", fixtures.dataset(ada, TestFixtures.IRIS), Map.of())
                .expectStatus()
                .isCreated());
        return UUID.fromString(answer.get("job_id").asString());
    }

    private UUID queued() {
        UUID job = started();
        TestKafka.publish(new CreditsReserved(job, ada.accountId(), 600_000));
        await().atMost(Duration.ofSeconds(20)).until(() -> fixtures.state(job).equals("queued"));
        return job;
    }

    private void handIn(Held held, double seconds) {
        worker.artifact(held, "model.onnx", "a model").expectStatus().isNoContent();
        finish(held, seconds, REPORT).expectStatus().isNoContent();
    }

    private WebTestClient.ResponseSpec finish(Held held, double seconds, Map<String, Object> report) {
        return worker.post(
                held,
                "finish",
                Map.of(
                        "fencing_token",
                        held.token(),
                        "outcome",
                        "succeeded",
                        "error",
                        "",
                        "compute_seconds",
                        seconds,
                        "report",
                        report));
    }

    private void register(ModelTrained trained) {
        TestKafka.publish(new ModelRegistered(
                trained.modelId(),
                trained.accountId(),
                trained.name(),
                "models/x",
                trained.sha256(),
                trained.sizeBytes(),
                List.of(),
                List.of(),
                List.of(),
                Instant.now(),
                null,
                null));
    }

    private ModelTrained trained(UUID job) {
        return event(job, ModelTrained.class);
    }

    private static <T> T event(UUID job, Class<T> type) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> TestKafka.events(Topics.JOB_EVENTS, job.toString()).stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode status(UUID job) {
        return fixtures.get(ada, "/training/status/" + job);
    }

    private WebTestClient.ResponseSpec results(UUID job) {
        return fixtures.client()
                .get()
                .uri("/training/results/" + job)
                .header("Authorization", ada.bearer())
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String uri) {
        return fixtures.client()
                .mutate()
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .post()
                .uri(uri)
                .header("Authorization", ada.bearer())
                .exchange();
    }

    private static void assertRefused(WebTestClient.ResponseSpec answer, String field) {
        JsonNode body = TestFixtures.json(answer.expectStatus().isBadRequest());
        assertThat(body.get("details").get(0).get("field").asString()).isEqualTo(field);
    }
}
