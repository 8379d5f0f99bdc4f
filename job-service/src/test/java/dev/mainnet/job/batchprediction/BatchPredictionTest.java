package dev.mainnet.job.batchprediction;

import static dev.mainnet.job.TestFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.BillingEvent.ReservationRejected;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.TestFixtures.Deployed;
import dev.mainnet.job.catalogue.Catalogue;
import dev.mainnet.job.dispatch.FakeWorker;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@JobServiceTest
class BatchPredictionTest {

    @Autowired
    TestFixtures fixtures;

    @Autowired
    Catalogue catalogue;

    private final TestIdentity ada = TestIdentity.user("ada");

    @Test
    void isReservedRunAndPaid() {
        Deployed deployed = fixtures.deploy("public", List.of());
        JsonNode job = fixtures.submitted(ada, deployed);
        UUID id = UUID.fromString(job.get("id").asString());

        assertThat(job.get("kind").asString()).isEqualTo("batch_prediction");
        assertThat(job.get("status").asString()).isEqualTo("queued");
        assertThat(job.get("cost").get("estimated").asDouble()).isEqualTo(2.5);
        assertThat(event(id, JobSubmitted.class).amountMicro()).isEqualTo(2_500_000);

        TestKafka.publish(new CreditsReserved(id, ada.accountId(), 2_500_000));
        FakeWorker worker = FakeWorker.ofThePlatform(fixtures.client());
        var held = worker.lease(id);
        assertThat(held.lease().get("parameters").get("columns").size()).isEqualTo(4);
        assertThat(fixtures.status(ada, id)).isEqualTo("running");
        worker.finish(held, "succeeded", "").expectStatus().isNoContent();

        JobSucceeded succeeded = event(id, JobSucceeded.class);
        assertThat(succeeded.modelFeeMicro()).isEqualTo(2_000_000);
        assertThat(succeeded.modelOwnerId()).isEqualTo(deployed.owner().accountId());
        assertThat(succeeded.computeFeeMicro()).isEqualTo(500_000);
        assertThat(succeeded.operatorId()).isNull();
        TestKafka.publish(new ReservationPosted(id, ada.accountId(), 2_500_000, 0));
        await().untilAsserted(() -> assertThat(
                        fixtures.job(ada, id).get("cost").get("charged").asDouble())
                .isEqualTo(2.5));
        assertThat(fixtures.status(ada, id)).isEqualTo("completed");
    }

    @Test
    void failsWhenTheReservationIsRejected() {
        UUID id = UUID.fromString(fixtures.submitted(ada, fixtures.deploy("public", List.of()))
                .get("id")
                .asString());

        TestKafka.publish(new ReservationRejected(id, ada.accountId(), 2_500_000, "insufficient_credits"));

        await().untilAsserted(() -> assertThat(fixtures.status(ada, id)).isEqualTo("failed"));
        assertThat(fixtures.job(ada, id).get("error").get("code").asString()).isEqualTo("insufficient_credits");
        assertThat(event(id, JobFailed.class).reason()).isEqualTo("insufficient_credits");
    }

    @Test
    void refusesEarlyWhatTheBalanceCannotCover() {
        Deployed deployed = fixtures.deploy("public", List.of());
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        TestKafka.publish(new BalanceChanged(ada.accountId(), 2_499_999, 0, 0, 0, 7));
        TestKafka.publish(new BalanceChanged(ada.accountId(), 9_000_000, 0, 0, 0, 6));

        await().untilAsserted(
                        () -> fixtures.predict(ada, Map.of("deployment", deployed.address(), "dataset_id", dataset))
                                .expectStatus()
                                .isEqualTo(402)
                                .expectBody()
                                .jsonPath("$.error")
                                .isEqualTo("insufficient_credits")
                                .jsonPath("$.details[0].field")
                                .isEqualTo("credits"));
    }

    @Test
    void costsOnlyTheComputingForOnesOwnModel() {
        Deployed deployed = fixtures.deploy("private", List.of());
        TestIdentity owner = deployed.owner();
        UUID dataset = fixtures.dataset(owner, TestFixtures.IRIS);
        Map<String, UUID> body = Map.of("model_id", deployed.modelId(), "dataset_id", dataset);

        await().untilAsserted(() -> assertThat(
                        json(fixtures.predict(owner, body).expectStatus().isCreated())
                                .get("cost")
                                .get("estimated")
                                .asDouble())
                .isEqualTo(0.5));
        fixtures.predict(ada, body).expectStatus().isNotFound();
    }

    @Test
    void hidesAPrivateDeploymentFromStrangers() {
        TestIdentity friend = TestIdentity.user("friend" + UUID.randomUUID());
        Deployed deployed = fixtures.deploy("private", List.of(friend.username()));
        fixtures.submitted(friend, deployed);

        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        for (String address : List.of(
                deployed.address(),
                deployed.deploymentId().toString(),
                "nobody/nothing",
                UUID.randomUUID().toString(),
                "x")) {
            fixtures.predict(ada, Map.of("deployment", address, "dataset_id", dataset))
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.message")
                    .isEqualTo("Deployment not found");
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        Deployed deployed = fixtures.deploy("public", List.of());
        fixtures.submitted(ada, deployed);
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        UUID broken = fixtures.dataset(ada, "a,b\n1\n");

        refused(
                Map.of("deployment", deployed.address(), "dataset_id", dataset, "columns", List.of("sepal_length")),
                "columns");
        refused(Map.of("deployment", deployed.address(), "dataset_id", dataset, "columns", List.of("x")), "columns");
        refused(Map.of("deployment", deployed.address(), "dataset_id", broken), "dataset_id");
        refused(Map.of("dataset_id", dataset), "model_id");
        refused(Map.of("deployment", deployed.address()), "dataset_id");
        refused(Map.of("deployment", deployed.address(), "dataset_id", dataset, "color", "red"), "color");
        fixtures.predict(ada, Map.of("deployment", deployed.address(), "dataset_id", UUID.randomUUID()))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void submitsOnceHoweverOftenItIsAskedWithOneIdempotencyKey() {
        Deployed deployed = fixtures.deploy("public", List.of());
        fixtures.submitted(ada, deployed);
        UUID dataset = fixtures.dataset(ada, TestFixtures.IRIS);

        List<String> ids = Stream.of(1, 2)
                .map(i -> json(fixtures.client()
                                .post()
                                .uri("/api/v1/batch-predictions")
                                .header("Authorization", ada.bearer())
                                .header("Idempotency-Key", "once-" + dataset)
                                .bodyValue(Map.of("deployment", deployed.address(), "dataset_id", dataset))
                                .exchange()
                                .expectStatus()
                                .isCreated())
                        .get("id")
                        .asString())
                .toList();

        assertThat(ids.getFirst()).isEqualTo(ids.getLast());
    }

    @Test
    void understandsTheGoldenExamples() {
        var model = GoldenExamples.of(ModelRegistered.class);
        var deployment = GoldenExamples.of(DeploymentChanged.class);
        TestKafka.publish(model);
        TestKafka.publish(deployment);
        TestKafka.publish(GoldenExamples.of(CreditsReserved.class));
        TestKafka.publish(GoldenExamples.of(ReservationPosted.class));

        await().untilAsserted(() -> {
            assertThat(catalogue
                            .model(model.modelId())
                            .map(known -> known.labels())
                            .block())
                    .isEqualTo(model.labels());
            assertThat(catalogue
                            .deployment(deployment.ownerUsername(), deployment.slug())
                            .map(known -> known.pricePerRequestMicro())
                            .block())
                    .isEqualTo(deployment.pricePerRequestMicro());
        });
    }

    @Test
    void doesNotListWhatABatchCannotRun() {
        Deployed kept = fixtures.deploy("public", List.of());
        Deployed text = fixtures.deploy("public", List.of());
        Deployed byTheSecond = fixtures.deploy("public", List.of());
        fixtures.submitted(ada, byTheSecond);

        TestKafka.publish(priced(text, "text", 0, 0));
        TestKafka.publish(priced(byTheSecond, "prediction", 1, 0));
        TestKafka.publish(priced(kept, null, 0, 3_000_000));

        await().untilAsserted(() -> {
            assertThat(catalogue.deployment(text.deploymentId()).blockOptional())
                    .isEmpty();
            assertThat(catalogue.deployment(byTheSecond.deploymentId()).blockOptional())
                    .isEmpty();
            assertThat(catalogue.deployment(kept.deploymentId()).block())
                    .extracting(deployment -> deployment.pricePerRequestMicro())
                    .isEqualTo(3_000_000L);
        });
    }

    private static DeploymentChanged priced(Deployed deployed, String kind, long perSecondMicro, long minimumMicro) {
        return new DeploymentChanged(
                deployed.deploymentId(),
                deployed.owner().accountId(),
                deployed.owner().username(),
                deployed.slug(),
                deployed.modelId(),
                "public",
                List.of(),
                2_000_000,
                60,
                Instant.now(),
                kind,
                null,
                perSecondMicro,
                minimumMicro);
    }

    private void refused(Map<String, ?> body, String field) {
        fixtures.predict(ada, body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
    }

    private static <E> E event(UUID job, Class<E> type) {
        return await().until(
                        () -> TestKafka.events(Topics.JOB_EVENTS, job.toString()).stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .toList(),
                        events -> events.size() == 1)
                .getFirst();
    }
}
