package dev.mainnet.job.catalogue;

import dev.mainnet.contracts.ModelEvent;
import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.contracts.ModelEvent.ModelDeleted;
import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from model-service which models and deployments there are. */
@Component
class CatalogueListener {

    private static final String CONSUMER = "job-service.catalogue";

    private final Inbox inbox;
    private final Catalogue catalogue;

    CatalogueListener(Inbox inbox, Catalogue catalogue) {
        this.inbox = inbox;
        this.catalogue = catalogue;
    }

    @KafkaListener(topics = Topics.MODEL_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received -> received.event() instanceof ModelEvent event ? apply(event) : Mono.empty())
                .block();
    }

    private Mono<Void> apply(ModelEvent event) {
        return switch (event) {
            case ModelRegistered model -> isText(model.kind()) ? Mono.empty() : catalogue.put(model);
            case ModelRefused refused -> Mono.empty();
            case ModelDeleted model -> catalogue.dropModel(model.modelId());
            case DeploymentChanged deployment -> apply(deployment);
            case DeploymentKeyIssued key -> Mono.empty();
            case DeploymentDeleted deployment -> catalogue.dropDeployment(deployment.deploymentId());
        };
    }

    /** No job runs a text model, and none is priced by the time that a model works: what a batch cannot run is not listed. */
    private Mono<Void> apply(DeploymentChanged deployment) {
        boolean byTheSecond = deployment.pricePerSecondMicro() != null && deployment.pricePerSecondMicro() > 0;
        return isText(deployment.kind()) || byTheSecond
                ? catalogue.dropDeployment(deployment.deploymentId())
                : catalogue.put(deployment);
    }

    private static boolean isText(@Nullable String kind) {
        return "text".equals(kind);
    }
}
