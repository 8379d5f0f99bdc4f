package dev.mainnet.defaults.view;

import dev.mainnet.contracts.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Makes views; declare each as a bean, so that it starts with the service and counts for its readiness. */
public final class TopicViews {

    private final Map<String, Object> settings;

    TopicViews(String bootstrapServers) {
        this.settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }

    /** A view of all that the topic holds: for compacted topics. */
    public TopicView ofAll(String topic, Consumer<Event> apply) {
        return new TopicView(settings, topic, Optional.empty(), apply);
    }

    /** A view of what happened since some time before the start. */
    public TopicView since(Duration lookBack, String topic, Consumer<Event> apply) {
        return new TopicView(settings, topic, Optional.of(lookBack), apply);
    }
}
