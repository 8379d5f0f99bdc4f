package dev.mainnet.user.apikey;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class UsageListenerTest {

    private static final UsageRecorded GOLDEN = GoldenExamples.of(UsageRecorded.class);

    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Test
    void addsEachCallOnceToTheKeyItCameThrough() {
        Person ada = Person.arrive(http);
        UUID key = newKey(ada);
        String id = UUID.randomUUID().toString();

        TestKafka.publish(id, through(ada, key, "2026-01-02T03:04:05Z"));
        TestKafka.publish(id, through(ada, key, "2026-01-02T03:04:05Z"));
        TestKafka.publish(through(ada, null, "2026-01-02T03:04:06Z"));
        TestKafka.publish(through(ada, UUID.randomUUID(), "2026-01-02T03:04:07Z"));
        TestKafka.publish(through(ada, key, "2026-01-02T03:04:09Z"));
        TestKafka.publish(through(ada, key, "2026-01-02T03:04:08Z"));

        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(spent(key)).isEqualTo(6_000_000));
        http.get()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectBody()
                .jsonPath("$.keys[0].spent")
                .isEqualTo(6)
                .jsonPath("$.keys[0].last_used_at")
                .isEqualTo("2026-01-02T03:04:09Z");
    }

    @Test
    void addsEachPaidJobOnceToTheKeyItWasSubmittedThrough() {
        Person ada = Person.arrive(http);
        UUID key = newKey(ada);
        String id = UUID.randomUUID().toString();
        var paid = new ReservationPosted(UUID.randomUUID(), ada.accountId(), 3_000_000, 1_000_000, key);

        TestKafka.publish(through(ada, key, "2026-01-02T03:04:05Z"));
        TestKafka.publish(new ReservationPosted(UUID.randomUUID(), ada.accountId(), 7_000_000, 0));
        TestKafka.publish(id, paid);
        TestKafka.publish(id, paid);
        TestKafka.publish(new ReservationPosted(UUID.randomUUID(), ada.accountId(), 500_000, 0, key));

        await().atMost(ofSeconds(20)).untilAsserted(() -> assertThat(spent(key)).isEqualTo(5_500_000));
    }

    @Test
    void takesTheGoldenExampleOnce() {
        Person ada = Person.arrive(http);
        database.sql("""
                        INSERT INTO api_key (id, account_id, name, prefix, sha256, scopes, created_at)
                        VALUES ($1, $2, 'golden', 'mk_golde', '\\x00', '{invoke}', now())
                        """)
                .bind(0, GOLDEN.keyId())
                .bind(1, ada.accountId())
                .then()
                .block();
        TestKafka.publish("golden", GOLDEN);
        TestKafka.publish("golden", GOLDEN);
        UUID later = newKey(ada);
        TestKafka.publish(new UsageRecorded(
                UUID.randomUUID(),
                GOLDEN.kind(),
                GOLDEN.accountId(),
                later,
                GOLDEN.deploymentId(),
                GOLDEN.modelId(),
                GOLDEN.ownerId(),
                1,
                GOLDEN.quantity(),
                GOLDEN.occurredAt()));

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(spent(later)).isEqualTo(1));
        assertThat(spent(GOLDEN.keyId())).isEqualTo(GOLDEN.costMicro());
    }

    private static UsageRecorded through(Person person, @Nullable UUID key, String at) {
        return new UsageRecorded(
                UUID.randomUUID(),
                "prediction",
                person.accountId(),
                key,
                GOLDEN.deploymentId(),
                GOLDEN.modelId(),
                GOLDEN.ownerId(),
                2_000_000,
                GOLDEN.quantity(),
                Instant.parse(at));
    }

    private UUID newKey(Person person) {
        Map<String, Object> issued = http.post()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(Map.of("name", "ci"))
                .exchange()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody();
        return UUID.fromString((String) issued.get("id"));
    }

    private Long spent(UUID key) {
        return database.sql("SELECT spent_micro FROM api_key WHERE id = $1")
                .bind(0, key)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
