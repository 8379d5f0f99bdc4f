package dev.mainnet.job.training;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.contracts.ModelEvent.ModelRegistered;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from model-service which models are registered; some of them were trained here. */
@Component
class TrainedModelListener {

    private static final String CONSUMER = "job-service.trained-models";

    private final Inbox inbox;
    private final ConcludeTraining concludeTraining;

    TrainedModelListener(Inbox inbox, ConcludeTraining concludeTraining) {
        this.inbox = inbox;
        this.concludeTraining = concludeTraining;
    }

    @KafkaListener(topics = Topics.MODEL_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(CONSUMER, records, received -> apply(received.event())).block();
    }

    private Mono<Void> apply(Event event) {
        return switch (event) {
            case ModelRegistered model -> concludeTraining.registered(model);
            case ModelRefused model -> concludeTraining.refused(model);
            default -> Mono.empty();
        };
    }
}
