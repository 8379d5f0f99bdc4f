package dev.mainnet.outbox;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A row of the outbox. */
record PendingEvent(
        long position, UUID eventId, String topic, String key, String type, String data, OffsetDateTime occurredAt) {

    /** The event as CloudEvents' binary content mode puts it on Kafka. */
    ProducerRecord<String, byte[]> toRecord(String source) {
        var record = new ProducerRecord<>(topic, key, data.getBytes(StandardCharsets.UTF_8));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", eventId.toString());
        header(record, "ce_type", type);
        header(record, "ce_source", "/" + source);
        header(record, "ce_subject", key);
        header(record, "ce_time", occurredAt.toInstant().toString());
        header(record, "content-type", "application/json");
        return record;
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
