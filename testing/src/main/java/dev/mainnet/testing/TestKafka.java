package dev.mainnet.testing;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** One Kafka broker for all tests of a JVM. Topics make themselves, with three partitions. */
public final class TestKafka {

    private static final EmbeddedKafkaKraftBroker BROKER = start();
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.getBrokersAsString(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());

    private TestKafka() {}

    public static String bootstrapServers() {
        return BROKER.getBrokersAsString();
    }

    /** Publishes the event as a service's outbox would, under a new event id, which is answered. */
    public static String publish(Event event) {
        String id = UUID.randomUUID().toString();
        publish(id, event);
        return id;
    }

    /** Publishes the event under a given id: the same id twice is a redelivery. */
    public static void publish(String eventId, Event event) {
        EventType type = EventType.of(event);
        publish(eventId, type.topic(), event.key(), type.typeName(), EventJson.write(event));
    }

    /** Publishes any bytes under any type. */
    public static void publish(String eventId, String topic, String key, String type, byte[] data) {
        var record = new ProducerRecord<>(topic, key, data);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId,
                        "ce_type",
                        type,
                        "ce_source",
                        "/test",
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            PRODUCER.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic up to now, of one key, in their order. */
    public static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    /** The events of one key on a topic, in their order. */
    public static List<Event> events(String topic, String key) {
        return records(topic, key).stream()
                .map(record -> EventJson.read(
                        EventType.named(header(record.headers(), "ce_type")).orElseThrow(), record.value()))
                .toList();
    }

    /** A header's text; fails where it is missing. */
    public static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static EmbeddedKafkaKraftBroker start() {
        var broker = new EmbeddedKafkaKraftBroker(1, 3);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "true",
                "num.partitions", "3",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "1"));
        broker.afterPropertiesSet();
        return broker;
    }
}
