package dev.mainnet.model.erasure;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hears of accounts that were deleted. */
@Component
final class ErasureListener {

    private static final String CONSUMER = "model-service.erasure";

    private final Inbox inbox;
    private final EraseAccount eraseAccount;

    ErasureListener(Inbox inbox, EraseAccount eraseAccount) {
        this.inbox = inbox;
        this.eraseAccount = eraseAccount;
    }

    /** Erasing twice is erasing once, so no mark is kept of each event that tells of other things. */
    @KafkaListener(topics = Topics.USER_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyRecognised(CONSUMER, records, this::apply).block();
    }

    private Mono<Void> apply(List<ReceivedEvent> events) {
        return Flux.fromIterable(events)
                .map(ReceivedEvent::event)
                .ofType(UserDeleted.class)
                .concatMap(deleted -> eraseAccount.erase(deleted.accountId()))
                .then();
    }
}
