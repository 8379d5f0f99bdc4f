package dev.mainnet.billing;

import dev.mainnet.billing.grant.GrantWelcomeCredits;
import dev.mainnet.billing.reservation.SettleJobs;
import dev.mainnet.billing.usage.DebitUsage;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.Quantity;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Mono;

/** Delivers events as the listeners do, but without Kafka in between: in the thread of the test, and as batches that it chooses. */
@TestComponent
public class Deliveries {

    private final Inbox inbox;
    private final GrantWelcomeCredits welcome;
    private final DebitUsage usage;
    private final SettleJobs jobs;

    public Deliveries(Inbox inbox, GrantWelcomeCredits welcome, DebitUsage usage, SettleJobs jobs) {
        this.inbox = inbox;
        this.welcome = welcome;
        this.usage = usage;
        this.jobs = jobs;
    }

    /** Delivers each event in one batch, under a new event id. */
    public void deliver(Event... events) {
        deliver(Arrays.stream(events).map(Deliveries::record).toList());
    }

    /**
     * Delivers records, those of each topic in a transaction of their own as the listeners do. Those of {@link #record} keep their
     * event id when they are delivered again.
     */
    public void deliver(List<ConsumerRecord<String, byte[]>> records) {
        records.stream()
                .collect(Collectors.groupingBy(ConsumerRecord::topic, TreeMap::new, Collectors.toList()))
                .descendingMap()
                .forEach((topic, some) -> apply(topic, some).block());
    }

    private Mono<Void> apply(String topic, List<ConsumerRecord<String, byte[]>> records) {
        return topic.equals(Topics.USAGE_EVENTS)
                ? inbox.applyRecognised("billing-service", records, effectOf(topic))
                : inbox.applyAll("billing-service", records, effectOf(topic));
    }

    public static ConsumerRecord<String, byte[]> record(Event event) {
        var record = new ConsumerRecord<>(EventType.of(event).topic(), 0, 0, event.key(), EventJson.write(event));
        record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", EventType.of(event).typeName().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /** A new user with the welcome credits (100). */
    public UUID newUser() {
        UUID user = UUID.randomUUID();
        deliver(new UserRegistered(user, "ada", Instant.EPOCH));
        return user;
    }

    public static UsageRecorded usage(UUID payer, UUID owner, long costMicro) {
        return usage(payer, owner, UUID.randomUUID(), costMicro);
    }

    public static UsageRecorded usage(UUID payer, UUID owner, UUID deployment, long costMicro) {
        return new UsageRecorded(
                UUID.randomUUID(),
                "prediction",
                payer,
                null,
                deployment,
                UUID.randomUUID(),
                owner,
                costMicro,
                new Quantity(1),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private Function<List<ReceivedEvent>, Mono<Void>> effectOf(String topic) {
        return switch (topic) {
            case Topics.USER_EVENTS -> events -> welcome.grant(only(events, UserRegistered.class));
            case Topics.USAGE_EVENTS -> usage::debit;
            case Topics.JOB_EVENTS -> events -> jobs.settle(only(events, JobEvent.class));
            default -> throw new IllegalArgumentException(topic);
        };
    }

    private static <E> List<E> only(List<ReceivedEvent> events, Class<E> type) {
        return events.stream()
                .map(ReceivedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
