package dev.mainnet.model.erasure;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.ModelEvent.ModelDeleted;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class EraseAccountTest {

    @Autowired
    Scenario scenario;

    @Autowired
    DatabaseClient database;

    @Autowired
    ObjectStore objects;

    @Autowired
    EraseAccount eraseAccount;

    @Autowired
    TransactionalOperator transaction;

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));

    @Test
    void deploymentsModelsAndTheirFilesGoAndNobodyElses() {
        JsonNode deployment = scenario.deploy(ada, "iris", "iris", "1");
        String model = deployment.path("model_id").asString();
        String key = objectKey(model);
        JsonNode his = scenario.deploy(bob, "iris", "iris", "1");

        UserDeleted deleted = new UserDeleted(ada.accountId(), Instant.now());
        TestKafka.publish("erase " + ada.accountId(), deleted);
        TestKafka.publish("erase " + ada.accountId(), deleted);

        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(owned(ada)).isZero());
        await().atMost(ofSeconds(20)).untilAsserted(() -> {
            assertThat(TestKafka.events(Topics.MODEL_EVENTS, model)).last().isInstanceOf(ModelDeleted.class);
            assertThat(TestKafka.events(
                            Topics.MODEL_EVENTS, deployment.path("id").asString()))
                    .last()
                    .isInstanceOf(DeploymentDeleted.class);
            assertThat(number("SELECT count(*) FROM left_file")).isZero();
        });
        assertThat(objects.get(key).hasElements().onErrorReturn(false).block()).isFalse();
        assertThat(owned(bob)).isEqualTo(2);
        assertThat(objects.get(objectKey(his.path("model_id").asString()))
                        .hasElements()
                        .block())
                .isTrue();
    }

    @Test
    void whatCameInAfterwardsGoesAsWell() {
        eraseAccount.erase(ada.accountId()).as(transaction::transactional).block();
        scenario.deploy(ada, "iris", "late", "1");

        eraseAccount.erase(ada.accountId()).as(transaction::transactional).block();

        assertThat(owned(ada)).isZero();
    }

    @Test
    void takesTheGoldenExample() {
        TestKafka.publish(GoldenExamples.of(UserDeleted.class));

        UUID account = GoldenExamples.of(UserDeleted.class).accountId();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                number("SELECT count(*) FROM erased_account WHERE account_id = '" + account + "'"))
                        .isEqualTo(1));
    }

    private long owned(TestIdentity owner) {
        String id = owner.accountId().toString();
        return number("SELECT (SELECT count(*) FROM model WHERE owner_id = '" + id
                + "') + (SELECT count(*) FROM deployment WHERE owner_id = '" + id + "')");
    }

    private String objectKey(String model) {
        return database.sql("SELECT object_key FROM model WHERE id = $1")
                .bind(0, UUID.fromString(model))
                .mapValue(String.class)
                .one()
                .block();
    }

    private long number(String sql) {
        return database.sql(sql).mapValue(Long.class).one().block();
    }
}
