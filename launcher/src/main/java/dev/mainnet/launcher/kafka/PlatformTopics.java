package dev.mainnet.launcher.kafka;

import dev.mainnet.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the platform. Those that tell the latest state of something are compacted, so that a new reader learns all of it. */
final class PlatformTopics {
    private static final int PARTITIONS = 6;
    private static final Duration RETENTION = Duration.ofDays(30);

    private PlatformTopics() {}

    static void createMissing(String bootstrapServers)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    all().filter(topic -> !present.contains(topic.name())).toList();
            admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static Stream<NewTopic> all() {
        Stream<NewTopic> events = Stream.of(
                        Topics.USER_EVENTS, Topics.USAGE_EVENTS, Topics.BILLING_EVENTS, Topics.JOB_EVENTS)
                .map(name -> topic(
                        name, Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(RETENTION.toMillis()))));
        Stream<NewTopic> states = Stream.of(Topics.API_KEYS, Topics.MODEL_EVENTS, Topics.BILLING_BALANCES)
                .map(name -> topic(name, Map.of("cleanup.policy", "compact")));
        return Stream.concat(events, states);
    }

    private static NewTopic topic(String name, Map<String, String> configuration) {
        return new NewTopic(name, PARTITIONS, (short) 1).configs(configuration);
    }
}
