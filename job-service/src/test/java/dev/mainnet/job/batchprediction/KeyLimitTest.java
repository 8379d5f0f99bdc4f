package dev.mainnet.job.batchprediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import dev.mainnet.contracts.Topics;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.TestFixtures.Deployed;
import dev.mainnet.job.dispatch.FakeWorker;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the jobs of one API key may cost together: each here 2.5 credits. */
@JobServiceTest
class KeyLimitTest {

    @Autowired
    TestFixtures fixtures;

    @Autowired
    DatabaseClient database;

    private final TestIdentity ada = TestIdentity.user("ada");
    private final UUID key = UUID.randomUUID();
    private Deployed deployed;
    private UUID dataset;

    @BeforeEach
    void deploy() {
        deployed = fixtures.deploy("public", List.of());
        dataset = fixtures.dataset(ada, TestFixtures.IRIS);
        // From here on the deployment is known.
        fixtures.submitted(TestIdentity.user("grace"), deployed);
    }

    @Test
    void countsAllJobsOfAKeyAndOfNobodyElse() {
        submit(key, 6_000_000, null);
        fixtures.submitted(ada, deployed);
        submit(UUID.randomUUID(), 6_000_000, null);
        submit(key, 6_000_000, null);

        refused(key, 6_000_000, null);
        submit(key, 7_500_000, null);
        refused(key, 7_500_000, null);
    }

    @Test
    void twoSubmissionsAtOnceDoNotBothTakeTheLastOfIt() {
        List<Integer> answers = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> request(key, 6_000_000, null)
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .toList();

        assertThat(answers).containsOnly(201, 402);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(2);
    }

    @Test
    void givesBackWhatAJobDidNotCost() {
        UUID cancelled = submit(key, 2_500_000, null);
        refused(key, 2_500_000, null);
        fixtures.client()
                .post()
                .uri("/api/v1/jobs/" + cancelled + "/cancel")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk();

        UUID paid = submit(key, 2_500_000, null);
        TestKafka.publish(new CreditsReserved(paid, ada.accountId(), 2_500_000));
        FakeWorker worker = FakeWorker.ofThePlatform(fixtures.client());
        worker.finish(worker.lease(paid), "succeeded", "").expectStatus().isNoContent();
        refused(key, 2_500_000, null);
        await().untilAsserted(() -> assertThat(TestKafka.events(Topics.JOB_EVENTS, paid.toString()))
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                JobSucceeded.class,
                                succeeded -> assertThat(succeeded.keyId()).isEqualTo(key))));

        TestKafka.publish(new ReservationPosted(paid, ada.accountId(), 1_000_000, 1_500_000, key));
        await().atMost(Duration.ofSeconds(20)).until(() -> counted(paid) == 1_000_000);
        refused(key, 3_499_999, null);
        submit(key, 3_500_000, null);
    }

    @Test
    void beginsAnewWithEachPeriod() {
        UUID first = submit(key, 2_500_000, "DAILY");
        refused(key, 2_500_000, "DAILY");
        // As if it had been submitted on another day.
        database.sql("UPDATE job SET key_meter_id = gen_random_uuid() WHERE id = $1")
                .bind(0, first)
                .then()
                .block();

        submit(key, 2_500_000, "DAILY");
        refused(key, 2_500_000, "DAILY");
    }

    private UUID submit(UUID key, long limitMicro, String reset) {
        return UUID.fromString(
                TestFixtures.json(request(key, limitMicro, reset).expectStatus().isCreated())
                        .get("id")
                        .asString());
    }

    private void refused(UUID key, long limitMicro, String reset) {
        request(key, limitMicro, reset)
                .expectStatus()
                .isEqualTo(402)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("insufficient_credits")
                .jsonPath("$.details[0].field")
                .isEqualTo("key_limit");
    }

    private WebTestClient.ResponseSpec request(UUID key, long limitMicro, String reset) {
        var claims = ada.claims().claim("key_id", key.toString()).claim("key_credit_limit", limitMicro);
        Stream.ofNullable(reset).forEach(period -> claims.claim("key_credit_reset", period));
        return fixtures.client()
                .post()
                .uri("/api/v1/batch-predictions")
                .header("Authorization", "Bearer " + TestIdentity.sign(claims.build()))
                .bodyValue(Map.of("deployment", deployed.address(), "dataset_id", dataset))
                .exchange();
    }

    private long counted(UUID job) {
        return database.sql("SELECT key_counted_micro FROM job WHERE id = $1")
                .bind(0, job)
                .mapValue(Long.class)
                .one()
                .block();
    }
}
