package dev.mainnet.outbox;

import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record read by CloudEvents' binary content mode. */
record IncomingRecord(String id, String type, ConsumerRecord<String, byte[]> raw) {

    static IncomingRecord of(ConsumerRecord<String, byte[]> raw) {
        String place = raw.topic() + "-" + raw.partition() + "@" + raw.offset();
        return new IncomingRecord(
                header(raw, "ce_id").orElse(place), header(raw, "ce_type").orElse(""), raw);
    }

    /** Nothing for a type that this version of the service does not know: it has no use for it. */
    Optional<ReceivedEvent> read() {
        return EventType.named(type)
                .map(known -> new ReceivedEvent(id, EventJson.read(known, raw.value()), raw.value()));
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> raw, String name) {
        Header header = raw.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
