package dev.mainnet.testing;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events put onto any Kafka as a relay does it, but many thousands of them and without what they tell of. */
public final class EventFeed implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    /** A feed of the Kafka at that address, which may be down for up to three minutes. */
    public EventFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        "180000",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends it; the answer completes when Kafka has it. */
    public Future<RecordMetadata> send(UUID eventId, Event event) {
        EventType type = EventType.of(event);
        var record = new ProducerRecord<>(type.topic(), event.key(), EventJson.write(event));
        record.headers().add("ce_id", eventId.toString().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.typeName().getBytes(StandardCharsets.UTF_8));
        return producer.send(record);
    }

    /** Waits until Kafka has what was sent. */
    public static void await(Future<RecordMetadata> sent) {
        try {
            sent.get(3, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
