package dev.mainnet.model.trained;

import dev.mainnet.contracts.JobEvent.ModelTrained;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from job-service which models were trained, and registers them right away. */
@Component
class TrainedModelListener {

    private static final Logger LOG = LoggerFactory.getLogger(TrainedModelListener.class);
    private static final String CONSUMER = "model-service.trained-models";

    private final Inbox inbox;
    private final TrainedModels trainedModels;
    private final RegisterTrainedModels registerTrainedModels;

    TrainedModelListener(Inbox inbox, TrainedModels trainedModels, RegisterTrainedModels registerTrainedModels) {
        this.inbox = inbox;
        this.trainedModels = trainedModels;
        this.registerTrainedModels = registerTrainedModels;
    }

    /** What is heard is kept in one commit; registering is work of its own after that, and a failure there is the sweep's. */
    @KafkaListener(topics = Topics.JOB_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received -> received.event() instanceof ModelTrained trained
                                ? trainedModels.add(trained)
                                : Mono.empty())
                .block();
        registerTrainedModels
                .registerDue()
                .onErrorResume(failure -> {
                    LOG.warn("Registering trained models failed and is tried again", failure);
                    return Mono.empty();
                })
                .block();
    }
}
