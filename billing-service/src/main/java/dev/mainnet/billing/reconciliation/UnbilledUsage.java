package dev.mainnet.billing.reconciliation;

import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventJson.MalformedEventException;
import dev.mainnet.contracts.EventType;
import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads what lies between the last call that was debited and the last that was told, without taking it from whoever debits it. */
@Component
class UnbilledUsage {

    private static final String DEBITING = "billing-service";
    private static final int MOST_CALLS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConsumerFactory<String, byte[]> consumers;

    UnbilledUsage(ConsumerFactory<String, byte[]> consumers) {
        this.consumers = consumers;
    }

    /** What is unbilled now, or an error {@link ErrorCode#UNAVAILABLE} when Kafka does not answer. */
    Mono<Unbilled> look() {
        return Mono.fromCallable(this::read)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(
                        KafkaException.class,
                        e -> new ApiException(ErrorCode.UNAVAILABLE, "Kafka does not answer").withRetryAfter(PATIENCE));
    }

    private Unbilled read() {
        // Assigned by hand and never committed: the group's offsets are read, and its members keep their partitions.
        try (Consumer<String, byte[]> consumer = consumers.createConsumer(DEBITING, "unbilled")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.USAGE_EVENTS, PATIENCE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> lagging = lagging(consumer, ends);
            consumer.assign(lagging.keySet());
            lagging.forEach(consumer::seek);
            return read(consumer, ends);
        }
    }

    /** Where the partitions begin that are behind. */
    private static Map<TopicPartition, Long> lagging(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetAndMetadata> debited = consumer.committed(ends.keySet(), PATIENCE);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), PATIENCE);
        return ends.keySet().stream()
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> Optional.ofNullable(debited.get(partition))
                                .map(OffsetAndMetadata::offset)
                                .orElseGet(() -> begins.getOrDefault(partition, 0L))))
                .entrySet()
                .stream()
                .filter(from -> from.getValue() < ends.getOrDefault(from.getKey(), 0L))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Unbilled read(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Unbilled unbilled = Unbilled.NOTHING;
        Set<TopicPartition> unread = new HashSet<>(consumer.assignment());
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!unread.isEmpty()) {
            if (unbilled.calls() >= MOST_CALLS || Instant.now().isAfter(deadline)) {
                return unbilled.andMore();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    unbilled = call(record).map(unbilled::plus).orElse(unbilled);
                }
            }
            unread.removeIf(partition -> consumer.position(partition, PATIENCE) >= ends.getOrDefault(partition, 0L));
        }
        return unbilled;
    }

    /** Nothing for what is no call, and for what nobody can read: that is put aside when its turn comes. */
    private static Optional<UsageRecorded> call(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            return EventType.named(new String(type.value(), StandardCharsets.UTF_8))
                    .map(known -> EventJson.read(known, record.value()))
                    .filter(UsageRecorded.class::isInstance)
                    .map(UsageRecorded.class::cast);
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }
}
