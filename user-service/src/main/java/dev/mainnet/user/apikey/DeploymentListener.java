package dev.mainnet.user.apikey;

import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears of the keys that are handed out with deployments. */
@Component
final class DeploymentListener {

    private static final String CONSUMER = "user-service.deployments";

    private final Inbox inbox;
    private final AdoptDeploymentKey adoptDeploymentKey;

    DeploymentListener(Inbox inbox, AdoptDeploymentKey adoptDeploymentKey) {
        this.inbox = inbox;
        this.adoptDeploymentKey = adoptDeploymentKey;
    }

    @KafkaListener(topics = Topics.MODEL_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received -> received.event() instanceof DeploymentKeyIssued issued
                                ? adoptDeploymentKey.adopt(issued)
                                : Mono.empty())
                .block();
    }
}
