package dev.mainnet.outbox;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.backoff.ExponentialBackOff;

/** Gives a service with a database an {@link Outbox}, an {@link Inbox} and {@link PostgresSignals}, and runs the relay. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration"
        })
public class OutboxAutoConfiguration {

    @Bean
    Outbox outbox(DatabaseClient database) {
        return new Outbox(database);
    }

    @Bean
    Inbox inbox(DatabaseClient database, TransactionalOperator transaction) {
        return new Inbox(new InboxMarks(database), transaction);
    }

    @Bean
    Sweep inboxSweep(DatabaseClient database) {
        InboxMarks marks = new InboxMarks(database);
        // Kafka keeps no event for so long, so none of these can be delivered again.
        return new Sweep(
                "Forgetting old inbox marks", Duration.ofMinutes(10), () -> marks.forgetOlderThan(Duration.ofDays(30)));
    }

    @Bean
    PostgresSignals postgresSignals(ConnectionFactory factory) {
        return new PostgresSignals(new DedicatedConnections(factory));
    }

    @Bean
    OutboxRelay outboxRelay(
            ConnectionFactory factory,
            DatabaseClient database,
            ProducerFactory<?, ?> producers,
            @Value("${spring.application.name}") String source) {
        return new OutboxRelay(
                new DedicatedConnections(factory), new PendingEvents(database), orderedProducer(producers), source);
    }

    /** A batch that fails is tried until it passes, at the latest every five seconds: the inbox lets nothing else fail. */
    @Bean
    CommonErrorHandler untilItPasses() {
        ExponentialBackOff pauses = new ExponentialBackOff(200, 2);
        pauses.setMaxInterval(5_000);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    /** The relay's order per key rests on these settings, whatever a service sets for itself. */
    private static KafkaTemplate<String, byte[]> orderedProducer(ProducerFactory<?, ?> producers) {
        Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }
}
