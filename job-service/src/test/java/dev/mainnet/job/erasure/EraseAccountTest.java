package dev.mainnet.job.erasure;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@JobServiceTest
class EraseAccountTest {

    @Autowired
    TestFixtures fixtures;

    @Autowired
    DatabaseClient database;

    @Autowired
    ObjectStore objects;

    private final TestIdentity ada = TestIdentity.user("ada");
    private final TestIdentity bob = TestIdentity.user("bob");

    @Test
    void jobsEndAndDatasetsGoWithTheirFilesAndNobodyElses() {
        UUID job = fixtures.queued(ada);
        UUID his = fixtures.queued(bob);
        String file = text("SELECT object_key FROM dataset WHERE owner_id = $1", ada.accountId());

        UserDeleted deleted = new UserDeleted(ada.accountId(), Instant.now());
        TestKafka.publish("erase " + ada.accountId(), deleted);
        TestKafka.publish("erase " + ada.accountId(), deleted);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(fixtures.state(job)).isEqualTo("cancelled"));
        assertThat(text("SELECT parameters FROM job WHERE id = $1", job)).isEqualTo("{}");
        for (String table : List.of("job_input", "job_log", "artifact")) {
            assertThat(number("SELECT count(*) FROM " + table + " WHERE job_id = $1", job))
                    .as(table)
                    .isZero();
        }
        assertThat(number("SELECT count(*) FROM dataset WHERE owner_id = $1", ada.accountId()))
                .isZero();
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(TestKafka.events(Topics.JOB_EVENTS, job.toString()))
                    .filteredOn(JobCancelled.class::isInstance)
                    .hasSize(1);
            assertThat(objects.get(file).hasElements().onErrorReturn(false).block())
                    .isFalse();
        });
        assertThat(fixtures.state(his)).isEqualTo("queued");
        assertThat(number("SELECT count(*) FROM dataset WHERE owner_id = $1", bob.accountId()))
                .isEqualTo(1);
    }

    @Test
    void takesTheGoldenExample() {
        TestKafka.publish(GoldenExamples.of(UserDeleted.class));

        UUID account = GoldenExamples.of(UserDeleted.class).accountId();
        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(number("SELECT count(*) FROM erased_account WHERE account_id = $1", account))
                                .isEqualTo(1));
    }

    private String text(String sql, UUID id) {
        return database.sql(sql).bind(0, id).mapValue(String.class).one().block();
    }

    private long number(String sql, UUID id) {
        return database.sql(sql).bind(0, id).mapValue(Long.class).one().block();
    }
}
