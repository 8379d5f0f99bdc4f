package dev.mainnet.defaults.view;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads a topic from its beginning, or from some time ago, and follows it: how an instance keeps in memory what it must know on a
 * request's path. Belongs to no consumer group: each instance reads all. After a lost broker it reads from the start again, so
 * applying an event twice must change nothing.
 */
public final class TopicView implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TopicView.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Map<String, Object> settings;
    private final String topic;
    private final Optional<Duration> lookBack;
    private final Consumer<Event> apply;
    private volatile boolean running;
    private volatile boolean caughtUp;

    TopicView(Map<String, Object> settings, String topic, Optional<Duration> lookBack, Consumer<Event> apply) {
        this.settings = settings;
        this.topic = topic;
        this.lookBack = lookBack;
        this.apply = apply;
    }

    /** Whether everything that was on the topic when this instance started has been applied. */
    public boolean caughtUp() {
        return caughtUp;
    }

    public String topic() {
        return topic;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("view-" + topic).daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server opens, so that it opens on what is known. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        while (running) {
            Properties properties = new Properties();
            properties.putAll(settings);
            try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties)) {
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                LOG.debug("The view of {} stops", topic);
            } catch (KafkaException e) {
                LOG.warn("The view of {} reads again: {}", topic, e.toString());
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            LockSupport.parkNanos(PAUSE);
            return;
        }
        consumer.assign(partitions);
        seek(consumer, partitions);
        Map<TopicPartition, Long> missing = new HashMap<>(consumer.endOffsets(partitions));
        while (running) {
            missing.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            if (missing.isEmpty() && !caughtUp) {
                caughtUp = true;
                LOG.info("The view of {} is complete", topic);
            }
            consumer.poll(missing.isEmpty() ? POLL : Duration.ofMillis(50)).forEach(this::apply);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return Objects.requireNonNullElse(consumer.partitionsFor(topic), List.<PartitionInfo>of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void seek(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        if (lookBack.isEmpty()) {
            consumer.seekToBeginning(partitions);
            return;
        }
        long since = Instant.now().minus(lookBack.get()).toEpochMilli();
        consumer.seekToEnd(partitions);
        consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(partition -> partition, p -> since)))
                .forEach((partition, first) -> {
                    if (first != null) {
                        consumer.seek(partition, first.offset());
                    }
                });
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        if (header == null || record.value() == null) {
            return;
        }
        try {
            EventType.named(new String(header.value(), StandardCharsets.UTF_8))
                    .map(type -> EventJson.read(type, record.value()))
                    .ifPresent(apply);
        } catch (EventJson.MalformedEventException e) {
            LOG.error("Passed over at {}-{}@{}: {}", topic, record.partition(), record.offset(), e.getMessage());
        }
    }
}
