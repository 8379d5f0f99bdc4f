package dev.mainnet.defaults.view;

import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Local views of topics, for services that know Kafka. */
@AutoConfiguration
@ConditionalOnClass(KafkaConsumer.class)
public class TopicViewAutoConfiguration {

    @Bean
    TopicViews topicViews(@Value("${spring.kafka.bootstrap-servers}") String bootstrapServers) {
        return new TopicViews(bootstrapServers);
    }

    /** Down until every view is complete: before that a valid key or an existing deployment would look unknown. */
    @Bean
    HealthIndicator viewsHealthIndicator(ObjectProvider<TopicView> views) {
        return () -> {
            List<String> behind = views.stream()
                    .filter(view -> !view.caughtUp())
                    .map(TopicView::topic)
                    .toList();
            return behind.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("behind", behind).build();
        };
    }
}
