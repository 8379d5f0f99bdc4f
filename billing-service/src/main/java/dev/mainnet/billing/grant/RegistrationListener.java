package dev.mainnet.billing.grant;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears of new accounts. */
@Component
class RegistrationListener {

    private final Inbox inbox;
    private final GrantWelcomeCredits welcome;

    RegistrationListener(Inbox inbox, GrantWelcomeCredits welcome) {
        this.inbox = inbox;
        this.welcome = welcome;
    }

    @KafkaListener(topics = Topics.USER_EVENTS, groupId = "billing-service")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyAll("billing-service", records, this::apply).block();
    }

    private Mono<Void> apply(List<ReceivedEvent> events) {
        return welcome.grant(events.stream()
                .map(ReceivedEvent::event)
                .filter(UserRegistered.class::isInstance)
                .map(UserRegistered.class::cast)
                .toList());
    }
}
