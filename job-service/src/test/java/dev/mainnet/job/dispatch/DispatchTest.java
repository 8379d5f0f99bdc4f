package dev.mainnet.job.dispatch;

import static dev.mainnet.job.TestFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.ReservationVoided;
import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.Topics;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.dispatch.FakeWorker.Held;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@JobServiceTest
class DispatchTest {

    @Autowired
    TestFixtures fixtures;

    private final TestIdentity ada = TestIdentity.user("ada");
    private FakeWorker worker;

    @BeforeEach
    void enrol() {
        worker = FakeWorker.ofThePlatform(fixtures.client());
    }

    @Test
    void answersNothingWhenThereIsNoJob() {
        FakeWorker lent = FakeWorker.enrol(fixtures.client(), ada.bearer());
        lent.ask(0).expectStatus().isNoContent();
        lent.ask(21).expectStatus().isBadRequest();
    }

    @Test
    void givesAWorkerOnlyTheKindsItAsksFor() {
        FakeWorker able = FakeWorker.enrol(
                fixtures.client(), "Bearer me_secret", List.of("batch_prediction", "weather_forecast"));
        UUID job = fixtures.queued(ada);

        able.ask("wait=0&kind=weather_forecast").expectStatus().isNoContent();
        able.ask("wait=0&kind=divination")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("kind");
        assertThat(json(able.ask("wait=0&kind=weather_forecast&kind=batch_prediction")
                                .expectStatus()
                                .isOk())
                        .get("job_id")
                        .asString())
                .isEqualTo(job.toString());
    }

    @Test
    void givesAWorkerThatIsLentOnlyItsOperatorsJobs() {
        FakeWorker lent =
                FakeWorker.enrol(fixtures.client(), TestIdentity.user("eve").bearer());
        UUID job = fixtures.queued(ada);
        lent.ask(0).expectStatus().isNoContent();

        FakeWorker own = FakeWorker.enrol(fixtures.client(), ada.bearer());
        Held held = own.lease(job);
        own.finish(held, "succeeded", "").expectStatus().isNoContent();
        await().untilAsserted(() -> assertThat(TestKafka.events(Topics.JOB_EVENTS, job.toString()))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                JobSucceeded.class,
                                succeeded -> assertThat(succeeded.operatorId()).isEqualTo(ada.accountId()))));
        assertThat(fixtures.get(ada, "/api/v1/workers")
                        .get("workers")
                        .get(0)
                        .get("jobs_done")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void wakesAWaitingWorkerWhenAJobIsQueued() throws ExecutionException, InterruptedException {
        FakeWorker own = FakeWorker.enrol(fixtures.client(), ada.bearer());
        CompletableFuture<Held> waiting = CompletableFuture.supplyAsync(own::lease);
        UUID job = fixtures.reserved(ada);

        assertThat(waiting.get().jobId()).isEqualTo(job);
        own.finish(waiting.get(), "failed", "enough");
    }

    @Test
    void givesEachJobToOneWorker() {
        List<FakeWorker> own = IntStream.range(0, 3)
                .mapToObj(i -> FakeWorker.enrol(fixtures.client(), ada.bearer()))
                .toList();
        List<UUID> jobs = Stream.generate(() -> fixtures.queued(ada)).limit(3).toList();

        List<CompletableFuture<UUID>> leased = own.stream()
                .map(each -> CompletableFuture.supplyAsync(() -> each.lease().jobId()))
                .toList();

        assertThat(leased.stream().map(CompletableFuture::join)).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void accountsTakeTurnsAtASingleWorker() {
        List<UUID> adas = Stream.generate(() -> fixtures.queued(ada)).limit(3).toList();
        UUID eves = fixtures.queued(TestIdentity.user("eve"));
        List<UUID> expected = List.of(adas.get(0), eves, adas.get(1), adas.get(2));

        List<UUID> served = new ArrayList<>();
        while (!served.containsAll(expected)) {
            Held held = worker.lease();
            served.add(held.jobId());
            worker.finish(held, "succeeded", "").expectStatus().isNoContent();
        }

        assertThat(served).filteredOn(expected::contains).containsExactlyElementsOf(expected);
    }

    @Test
    void handsOutInputsToTheHolderOnly() {
        UUID job = fixtures.queued(ada);
        Held held = worker.lease(job);

        assertThat(held.lease().get("inputs").size()).isEqualTo(2);
        String dataset = worker.input(held, "dataset")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(dataset).isEqualTo(TestFixtures.IRIS);
        assertThat(held.lease().get("inputs").get(0).get("sha256").asString())
                .isEqualTo(FakeWorker.sha256(TestFixtures.IRIS));
        worker.input(held, "secrets").expectStatus().isNotFound();
        worker.input(new Held(job, held.token() + 1, held.lease()), "dataset")
                .expectStatus()
                .isEqualTo(409);
        worker.finish(held, "failed", "enough");
    }

    @Test
    void requeuesAnExpiredLeaseAndFencesTheOldHolderOut() {
        UUID job = fixtures.queued(ada);
        Held old = worker.lease(job);
        fixtures.leaseEndsIn(job, Duration.ofSeconds(-1));
        FakeWorker second = FakeWorker.ofThePlatform(fixtures.client());
        Held fresh = second.lease(job);

        assertThat(fresh.lease().get("attempt").asInt()).isEqualTo(2);
        assertThat(fresh.token()).isGreaterThan(old.token());
        worker.heartbeat(old, 50, Map.of()).expectStatus().isEqualTo(409);
        worker.log(old, "late").expectStatus().isEqualTo(409);
        worker.artifact(old, "predictions.csv", "late").expectStatus().isEqualTo(409);
        worker.finish(old, "succeeded", "").expectStatus().isEqualTo(409);
        second.finish(fresh, "succeeded", "").expectStatus().isNoContent();
        assertThat(fixtures.status(ada, job)).isEqualTo("completed");
        assertThat(fixtures.job(ada, job).get("artifacts").size()).isZero();
    }

    @Test
    void givesUpAfterTheLastAttemptAndChargesNothing() {
        UUID job = fixtures.queued(ada);
        worker.finish(worker.lease(job), "infrastructure_failure", "shutting down")
                .expectStatus()
                .isNoContent();
        assertThat(fixtures.status(ada, job)).isEqualTo("queued");
        worker.finish(worker.lease(job), "infrastructure_failure", "shutting down")
                .expectStatus()
                .isNoContent();

        assertThat(fixtures.status(ada, job)).isEqualTo("failed");
        assertThat(fixtures.job(ada, job).get("error").get("code").asString()).isEqualTo("infrastructure_failure");
        assertEvents(job, JobSubmitted.class, JobFailed.class);
    }

    @Test
    void failsAJobForGoodWhenTheJobItselfIsAtFault() {
        UUID job = fixtures.queued(ada);
        worker.finish(worker.lease(job), "failed", "line 3: no number")
                .expectStatus()
                .isNoContent();

        assertThat(fixtures.status(ada, job)).isEqualTo("failed");
        assertThat(fixtures.job(ada, job).get("error").get("message").asString())
                .isEqualTo("line 3: no number");
        assertThat(fixtures.job(ada, job).get("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void keepsALeaseThatIsRenewed() {
        UUID job = fixtures.queued(ada);
        Held held = worker.lease(job);
        fixtures.leaseEndsIn(job, Duration.ofMinutes(2));

        worker.heartbeat(held, null, Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cancelled")
                .isEqualTo(false);

        assertThat(fixtures.leftOfLease(job)).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        worker.finish(held, "succeeded", "").expectStatus().isNoContent();
        assertThat(fixtures.job(ada, job).get("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void tellsTheWorkerOfACancellationAndTakesNothingMore() {
        UUID job = fixtures.queued(ada);
        Held held = worker.lease(job);
        cancel(ada, job, 200);

        worker.heartbeat(held, 50, Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cancelled")
                .isEqualTo(true);
        worker.artifact(held, "predictions.csv", "late").expectStatus().isEqualTo(409);
        worker.finish(held, "succeeded", "").expectStatus().isEqualTo(409);
        cancel(ada, job, 409);
        cancel(TestIdentity.user("eve"), job, 404);
        assertThat(fixtures.status(ada, job)).isEqualTo("stopped");
        assertEvents(job, JobSubmitted.class, JobCancelled.class);
    }

    @Test
    void failsAJobWhoseReservationExpiredAndTellsItsWorker() {
        UUID running = fixtures.queued(ada);
        Held held = worker.lease(running);
        UUID waiting = fixtures.queued(ada);
        for (UUID job : List.of(waiting, running)) {
            TestKafka.publish(new ReservationVoided(job, ada.accountId(), 2_500_000));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> fixtures.state(job).equals("failed"));
            assertThat(fixtures.job(ada, job).get("error").get("code").asString())
                    .isEqualTo("reservation_expired");
            assertEvents(job, JobSubmitted.class, JobFailed.class);
        }

        worker.heartbeat(held, 50, Map.of())
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cancelled")
                .isEqualTo(true);
        worker.finish(held, "succeeded", "").expectStatus().isEqualTo(409);
    }

    @Test
    void leavesAJobAsItEndedWhenItsReservationIsVoided() {
        UUID job = fixtures.queued(ada);
        cancel(ada, job, 200);

        TestKafka.publish(new ReservationVoided(job, ada.accountId(), 2_500_000));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(fixtures.job(ada, job)
                                .get("cost")
                                .get("charged")
                                .asDouble(-1))
                        .isZero());
        assertThat(fixtures.state(job)).isEqualTo("cancelled");
        assertEvents(job, JobSubmitted.class, JobCancelled.class);
    }

    @Test
    void letsOneWinWhenCancelAndFinishRace() {
        for (int round = 0; round < 5; round++) {
            UUID job = fixtures.queued(ada);
            Held held = worker.lease(job);
            var finishing = CompletableFuture.supplyAsync(() -> status(worker.finish(held, "succeeded", "")));
            var cancelling = CompletableFuture.supplyAsync(() -> status(cancel(ada, job)));

            List<Integer> answers = List.of(finishing.join(), cancelling.join());
            assertThat(answers).isIn(List.of(204, 409), List.of(409, 200));
            await().untilAsserted(() -> assertThat(TestKafka.events(Topics.JOB_EVENTS, job.toString()))
                    .hasSize(2));
            assertThat(fixtures.status(ada, job)).isEqualTo(answers.getFirst() == 204 ? "completed" : "stopped");
        }
    }

    @Test
    void checksNameHashAndLeaseOfAnArtifact() {
        Held held = worker.lease(fixtures.queued(ada));

        worker.artifact(held, "a.csv", "content", FakeWorker.sha256("other"))
                .expectStatus()
                .isBadRequest();
        worker.artifact(held, ".hidden", "content").expectStatus().isBadRequest();
        worker.artifact(held, "a.csv", "first").expectStatus().isNoContent();
        worker.artifact(held, "a.csv", "second").expectStatus().isNoContent();
        worker.finish(held, "succeeded", "");
        assertThat(fixtures.job(ada, held.jobId()).get("artifacts").size()).isEqualTo(1);
    }

    private void cancel(TestIdentity who, UUID job, int status) {
        assertThat(status(cancel(who, job))).isEqualTo(status);
    }

    private WebTestClient.ResponseSpec cancel(TestIdentity who, UUID job) {
        return fixtures.client()
                .post()
                .uri("/api/v1/jobs/" + job + "/cancel")
                .header("Authorization", who.bearer())
                .exchange();
    }

    private static int status(WebTestClient.ResponseSpec response) {
        return response.expectBody().returnResult().getStatus().value();
    }

    private static void assertEvents(UUID job, Class<?>... types) {
        await().untilAsserted(() -> assertThat(TestKafka.events(Topics.JOB_EVENTS, job.toString()).stream()
                        .map(Object::getClass))
                .containsExactly(types));
    }
}
