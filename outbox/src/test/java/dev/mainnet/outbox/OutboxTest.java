package dev.mainnet.outbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.Topics;
import dev.mainnet.testing.Infrastructure;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.testing.TestPostgres;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@SpringBootTest
@ContextConfiguration(initializers = Infrastructure.class)
class OutboxTest {

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    DatabaseClient database;

    @Autowired
    ConnectionFactory connections;

    @Autowired
    OutboxRelay relay;

    @Value("${mainnet.test.database}")
    String databaseName;

    private final UUID account = UUID.randomUUID();

    @Test
    void publishesWhatCommittedAsACloudEvent() {
        CreditsReserved event = reserved(1);

        append(event);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(published()).containsExactly(event));
        var headers = TestKafka.records(Topics.BILLING_EVENTS, account.toString())
                .getFirst()
                .headers();
        assertThat(TestKafka.header(headers, "ce_specversion")).isEqualTo("1.0");
        assertThat(TestKafka.header(headers, "ce_type")).isEqualTo("credits.reserved.v1");
        assertThat(TestKafka.header(headers, "ce_source")).isEqualTo("/outbox-test");
        assertThat(TestKafka.header(headers, "ce_subject")).isEqualTo(account.toString());
        assertThat(TestKafka.header(headers, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(TestKafka.header(headers, "ce_id")).version())
                .isEqualTo(7);
        assertThat(TestKafka.header(headers, "ce_time")).endsWith("Z");
        await().untilAsserted(() -> assertThat(pending()).isZero());
    }

    @Test
    void publishesNothingOfATransactionThatRolledBack() {
        outbox.append(reserved(1))
                .then(Mono.error(new IllegalStateException("rolls back")))
                .as(transaction::transactional)
                .onErrorComplete()
                .block();
        append(reserved(2));

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(published()).containsExactly(reserved(2)));
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() -> outbox.append(reserved(1)).block()).isInstanceOf(NoTransactionException.class);
    }

    @Test
    void keepsTheOrderOfAKeyThroughLostConnectionsAndWithASecondInstance() {
        OutboxRelay second = new OutboxRelay(
                new DedicatedConnections(connections),
                new PendingEvents(database),
                new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(
                        java.util.Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                        new org.apache.kafka.common.serialization.StringSerializer(),
                        new org.apache.kafka.common.serialization.ByteArraySerializer())),
                "second");
        second.start();
        try {
            appendRange(0, 300);
            TestPostgres.dropConnections(databaseName);
            appendRange(300, 600);
            relay.stop();
            appendRange(600, 900);

            await().atMost(ofSeconds(40))
                    .untilAsserted(() -> assertThat(withoutRepeats()).hasSize(900));
            assertThat(withoutRepeats()).isSorted();
            await().atMost(ofSeconds(20))
                    .untilAsserted(() -> assertThat(pending()).isZero());
        } finally {
            second.stop();
            relay.start();
        }
    }

    private void appendRange(long from, long to) {
        Flux.fromStream(LongStream.range(from, to).boxed())
                .concatMap(amount -> outbox.append(reserved(amount))
                        .as(transaction::transactional)
                        .retryWhen(reactor.util.retry.Retry.fixedDelay(20, java.time.Duration.ofMillis(50))))
                .blockLast();
    }

    private void append(Event event) {
        outbox.append(event).as(transaction::transactional).block();
    }

    private CreditsReserved reserved(long amount) {
        return new CreditsReserved(account, account, amount);
    }

    private List<Event> published() {
        return TestKafka.events(Topics.BILLING_EVENTS, account.toString());
    }

    /** Amounts as a consumer applies them: the first delivery of each event id counts. */
    private List<Long> withoutRepeats() {
        return published().stream()
                .map(event -> ((CreditsReserved) event).amountMicro())
                .distinct()
                .toList();
    }

    private long pending() {
        return new PendingEvents(database).count().blockOptional().orElseThrow();
    }
}
