package dev.mainnet.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.BillingEvent.CreditsReserved;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import dev.mainnet.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ContextConfiguration;
import reactor.core.publisher.Mono;

@SpringBootTest
@ContextConfiguration(initializers = Infrastructure.class)
class InboxTest {

    @Autowired
    Inbox inbox;

    @Autowired
    DatabaseClient database;

    private final String consumer = "consumer-" + UUID.randomUUID();
    private final List<Event> applied = new ArrayList<>();

    @Test
    void appliesARedeliveryOnce() {
        var record = record("e1", reserved(1));

        apply(List.of(record, record));
        apply(List.of(record));

        assertThat(applied).containsExactly(reserved(1));
    }

    @Test
    void appliesAnEventOnceForEachConsumer() {
        apply(List.of(record("e1", reserved(1))));
        inbox.applyEach(consumer + "-other", List.of(record("e1", reserved(1))), this::remember)
                .block();

        assertThat(applied).hasSize(2);
    }

    @Test
    void keepsTheOrderOfABatch() {
        apply(List.of(record("b", reserved(1)), record("a", reserved(2)), record("c", reserved(3))));

        assertThat(applied).containsExactly(reserved(1), reserved(2), reserved(3));
    }

    @Test
    void forgetsTheMarkWhenTheEffectFailsForNow() {
        var records = List.of(record("e1", reserved(1)));
        var away = new TransientDataAccessResourceException("away");

        assertThatThrownBy(() -> inbox.applyEach(consumer, records, event -> Mono.error(away))
                        .block())
                .isSameAs(away);
        apply(records);

        assertThat(applied).containsExactly(reserved(1));
        assertThat(rejected()).isEmpty();
    }

    @Test
    void putsAsideTheOneThatCanNeverBeAppliedAndAppliesTheOthers() {
        var records = List.of(record("e1", reserved(1)), record("e2", reserved(2)), record("e3", reserved(3)));

        inbox.applyEach(
                        consumer,
                        records,
                        event -> event.id().equals("e2")
                                ? Mono.error(new DataIntegrityViolationException("breaks a rule"))
                                : remember(event))
                .block();

        assertThat(applied).endsWith(reserved(1), reserved(3)).doesNotContain(reserved(2));
        assertThat(rejected()).containsExactly("e2");
    }

    @Test
    void putsAsideWhatIsNoJson() {
        var broken = record("e1", EventType.CREDITS_RESERVED.typeName(), "{".getBytes(StandardCharsets.UTF_8));

        apply(List.of(broken, record("e2", reserved(2))));

        assertThat(applied).containsExactly(reserved(2));
        assertThat(rejected()).containsExactly("e1");
    }

    @Test
    void passesOverTypesOfTheFuture() {
        apply(List.of(record("e1", "credits.reserved.v9", new byte[0])));

        assertThat(applied).isEmpty();
        assertThat(rejected()).isEmpty();
    }

    private void apply(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(consumer, records, this::remember).block();
    }

    private Mono<Void> remember(ReceivedEvent event) {
        return Mono.fromRunnable(() -> applied.add(event.event()));
    }

    private List<String> rejected() {
        return database.sql("SELECT event_id FROM rejected_event WHERE consumer = $1")
                .bind(0, consumer)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    private static CreditsReserved reserved(long amount) {
        return new CreditsReserved(new UUID(0, 1), new UUID(0, 2), amount);
    }

    private static ConsumerRecord<String, byte[]> record(String id, Event event) {
        return record(id, EventType.of(event).typeName(), EventJson.write(event));
    }

    private static ConsumerRecord<String, byte[]> record(String id, String type, byte[] data) {
        var record = new ConsumerRecord<>("billing.events", 0, 0, "key", data);
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
