package dev.mainnet.launcher.e2e;

import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.launcher.settings.Part;
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

/** Metered calls put onto Kafka as model-service's relay does it, but many thousands of them and without the calls. */
final class UsageFeed implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    UsageFeed(RunningPlatform platform) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + platform.settings().port(Part.KAFKA).orElseThrow(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        "180000",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    Future<RecordMetadata> send(UUID eventId, UsageRecorded call) {
        var record = new ProducerRecord<>(EventType.of(call).topic(), call.key(), EventJson.write(call));
        record.headers().add("ce_id", eventId.toString().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", EventType.of(call).typeName().getBytes(StandardCharsets.UTF_8));
        return producer.send(record);
    }

    /** Waits until Kafka has one, and with it all that was sent before. */
    static void await(Future<RecordMetadata> sent) {
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
