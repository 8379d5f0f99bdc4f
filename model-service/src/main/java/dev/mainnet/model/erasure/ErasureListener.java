package dev.mainnet.model.erasure;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
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

    @KafkaListener(topics = Topics.USER_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received -> received.event() instanceof UserDeleted deleted
                                ? eraseAccount.erase(deleted.accountId())
                                : Mono.empty())
                .block();
    }
}
